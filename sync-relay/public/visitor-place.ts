/**
 * Whom a visitor's address is counted as. Whoever has one address of IPv6 has 2^64 of them (a home is given a /64), so
 * all of one network are counted as one; an address of IPv4 written as IPv6 is that of IPv4.
 */

const GROUPS = 8;
const NETWORK_GROUPS = 4;
/** Longer than any address: what a broken proxy says is not kept whole. */
const PLACE_MAX_CHARS = 64;

export function placeOf(address: string): string {
  const mapped = /^::ffff:(\d{1,3}(?:\.\d{1,3}){3})$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  if (!address.includes(':')) return address.slice(0, PLACE_MAX_CHARS);
  const [whole = ''] = address.toLowerCase().slice(0, PLACE_MAX_CHARS).split('%');
  const [before = '', after] = whole.split('::');
  const groups = before.split(':').filter((group) => group !== '');
  const behind = (after ?? '').split(':').filter((group) => group !== '');
  const zeros = after === undefined ? 0 : Math.max(0, GROUPS - groups.length - behind.length);
  return [...groups, ...Array.from({ length: zeros }, () => '0'), ...behind]
    .slice(0, NETWORK_GROUPS)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':');
}
