/** What a score is called, from so many points on; the highest first. */
export const SCORE_BANDS = [
  { band: 'Hot', from: 60, color: 'red' },
  { band: 'Warm', from: 30, color: 'orange' },
  { band: 'Cold', from: 0, color: 'blue' },
] as const;

export function bandOf(points: number): string {
  return SCORE_BANDS.find(({ from }) => points >= from)?.band ?? 'Cold';
}
