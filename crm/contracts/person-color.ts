/** The colour of a person's outline and caret: the same on every desktop, so it follows from their record. */

/** Dark enough for white initials on them (4.5 : 1 or more), and told apart side by side. */
const COLORS = [
  '#1971c2',
  '#c2255c',
  '#237a37',
  '#c2410c',
  '#6741d9',
  '#0b7285',
  '#a61e4d',
  '#4d7c0f',
  '#862e9c',
  '#846358',
] as const;

export function colorOf(userId: string): string {
  let sum = 0;
  for (const char of userId) sum = (sum * 31 + (char.codePointAt(0) ?? 0)) % 1_000_003;
  return COLORS[sum % COLORS.length] ?? COLORS[0];
}
