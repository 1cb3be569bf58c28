/**
 * One way of writing an address: the country by its name, the postal code as its country writes it, a state by its code
 * where the post does so. What is not recognised stays as it was typed, and a street always does.
 */
import { countryCode, countryName } from '../countries.ts';
import { fold } from '../text-folding.ts';

/** A postal address; one value, because half of one address and half of another is nobody's. */
export interface Address {
  readonly street?: string | undefined;
  readonly city?: string | undefined;
  readonly state?: string | undefined;
  readonly postalCode?: string | undefined;
  readonly country?: string | undefined;
}

const US_STATES =
  'AL:Alabama AK:Alaska AZ:Arizona AR:Arkansas CA:California CO:Colorado CT:Connecticut DE:Delaware ' +
  'DC:District-of-Columbia FL:Florida GA:Georgia HI:Hawaii ID:Idaho IL:Illinois IN:Indiana IA:Iowa KS:Kansas ' +
  'KY:Kentucky LA:Louisiana ME:Maine MD:Maryland MA:Massachusetts MI:Michigan MN:Minnesota MS:Mississippi ' +
  'MO:Missouri MT:Montana NE:Nebraska NV:Nevada NH:New-Hampshire NJ:New-Jersey NM:New-Mexico NY:New-York ' +
  'NC:North-Carolina ND:North-Dakota OH:Ohio OK:Oklahoma OR:Oregon PA:Pennsylvania RI:Rhode-Island ' +
  'SC:South-Carolina SD:South-Dakota TN:Tennessee TX:Texas UT:Utah VT:Vermont VA:Virginia WA:Washington ' +
  'WV:West-Virginia WI:Wisconsin WY:Wyoming';
const CA_PROVINCES =
  'AB:Alberta BC:British-Columbia MB:Manitoba NB:New-Brunswick NL:Newfoundland-and-Labrador NS:Nova-Scotia ' +
  'NT:Northwest-Territories NU:Nunavut ON:Ontario PE:Prince-Edward-Island QC:Quebec SK:Saskatchewan YT:Yukon';

/** By country: the code of a state under its name and under itself, folded. */
const STATES: Readonly<Record<string, ReadonlyMap<string, string>>> = {
  US: statesOf(US_STATES),
  CA: statesOf(CA_PROVINCES),
};

function statesOf(text: string): ReadonlyMap<string, string> {
  const codes = new Map<string, string>();
  for (const pair of text.split(' ')) {
    const [code = '', name = ''] = pair.split(':');
    codes.set(fold(name.replaceAll('-', ' ')), code);
    codes.set(code.toLowerCase(), code);
  }
  return codes;
}

/** How a postal code is set that somebody wrote without its blank, by country. */
const POSTAL: Readonly<Record<string, readonly [shape: RegExp, written: string]>> = {
  GB: [/^([A-Z]{1,2}\d[A-Z\d]?)(\d[A-Z]{2})$/, '$1 $2'],
  CA: [/^([A-Z]\d[A-Z])(\d[A-Z]\d)$/, '$1 $2'],
  NL: [/^(\d{4})([A-Z]{2})$/, '$1 $2'],
  SE: [/^(\d{3})(\d{2})$/, '$1 $2'],
  CZ: [/^(\d{3})(\d{2})$/, '$1 $2'],
  SK: [/^(\d{3})(\d{2})$/, '$1 $2'],
  GR: [/^(\d{3})(\d{2})$/, '$1 $2'],
  PL: [/^(\d{2})(\d{3})$/, '$1-$2'],
  PT: [/^(\d{4})(\d{3})$/, '$1-$2'],
  US: [/^(\d{5})(\d{4})$/, '$1-$2'],
};

/** Idempotent. */
export function normalAddress(address: Address): Address {
  const { country, state, postalCode } = address;
  const code = country === undefined ? undefined : countryCode(country);
  const region = code === undefined || state === undefined ? undefined : STATES[code];
  const next: Record<string, string | undefined> = {
    ...address,
    country: (code === undefined ? undefined : countryName(code)) ?? oneLine(country),
    state: region?.get(fold((state ?? '').replace(/\./g, ''))) ?? oneLine(state),
    postalCode: postalCode === undefined ? undefined : postal(postalCode, code),
    city: oneLine(address.city),
    street: address.street?.trim(),
  };
  return Object.fromEntries(
    Object.entries(next).filter(([, part]) => part !== undefined && part !== ''),
  );
}

function oneLine(text: string | undefined): string | undefined {
  return text?.trim().replace(/\s+/g, ' ');
}

function postal(text: string, country: string | undefined): string {
  const written = text.trim().replace(/\s+/g, ' ').toUpperCase();
  const [shape, as] = (country === undefined ? undefined : POSTAL[country]) ?? [];
  if (shape === undefined || as === undefined) return written;
  const bare = written.replace(/[\s-]/g, '');
  return shape.test(bare) ? bare.replace(shape, as) : written;
}

/** As streets are shortened, in the languages in which they mostly are; only ever compared. */
const STREET_WORDS: Readonly<Record<string, string>> = {
  street: 'st',
  str: 'st',
  strasse: 'st',
  road: 'rd',
  avenue: 'ave',
  av: 'ave',
  boulevard: 'blvd',
  bd: 'blvd',
  drive: 'dr',
  lane: 'ln',
  court: 'ct',
  square: 'sq',
  place: 'pl',
  platz: 'pl',
  parkway: 'pkwy',
  highway: 'hwy',
  suite: 'ste',
  north: 'n',
  south: 's',
  east: 'e',
  west: 'w',
};

/** What two ways of writing one address have in common; '' for one that does not say a house. */
export function addressSign(address: Address): string {
  const { street, city, postalCode, country } = normalAddress(address);
  if (street === undefined || !/\d/.test(street)) return '';
  const place = postalCode ?? city;
  if (place === undefined) return '';
  const words = fold(street)
    .replace(/strasse\b/g, ' st')
    .replace(/str\./g, ' st ')
    .replace(/([a-z])str\b/g, '$1 st')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .map((word) => STREET_WORDS[word] ?? word);
  return [words.join(' '), fold(place).replace(/[\s-]/g, ''), fold(country ?? '')].join('|');
}
