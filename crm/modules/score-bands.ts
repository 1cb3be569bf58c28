/** What a score is called, from so many points on. */
const BANDS = [
  { band: 'Hot', from: 60 },
  { band: 'Warm', from: 30 },
  { band: 'Cold', from: 0 },
] as const;

export const SCORE_BANDS = BANDS.map(({ band }) => band);

export function bandOf(points: number): string {
  return BANDS.find(({ from }) => points >= from)?.band ?? 'Cold';
}
