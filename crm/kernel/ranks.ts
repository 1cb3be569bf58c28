/** Places of what is built in, among fractional indexes: what a person moves comes to stand between two of them. */

/** Ten fit into one digit; a built-in list that grows beyond needs longer ones, which compare the same. */
export function builtInRank(index: number): string {
  return index < 10 ? `a${index}` : `b${String(index - 10).padStart(2, '0')}`;
}

/** Behind all that is built in, in the order of the places that they have among themselves. */
export function rankBehind(place: string): string {
  return `c000${place}01`;
}
