/**
 * Whether two words differ by at most one slip of the fingers: a letter too many, too few, another one, or two
 * neighbours swapped. Linear in their length, so that a whole vocabulary can be asked.
 */
export function withinOneSlip(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  const extra = long.length - short.length;
  if (extra > 1) return false;
  let start = 0;
  while (start < short.length && short.charCodeAt(start) === long.charCodeAt(start)) start++;
  if (extra === 1) return short.slice(start) === long.slice(start + 1);
  if (start === short.length) return true;
  if (short.slice(start + 1) === long.slice(start + 1)) return true;
  return (
    short.charCodeAt(start) === long.charCodeAt(start + 1) &&
    short.charCodeAt(start + 1) === long.charCodeAt(start) &&
    short.slice(start + 2) === long.slice(start + 2)
  );
}
