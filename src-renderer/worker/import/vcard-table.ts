/** vCards (2.1, RFC 2426, RFC 6350) as a table of people, so that all of the import's steps are the same for them. */
import ICAL from 'ical.js';
import type { Cells } from './csv-parsing.ts';
import { inVersion3 } from './vcard-2.ts';

export interface CardTable {
  readonly headers: readonly string[];
  readonly rows: readonly Cells[];
}

/** jCard (RFC 7095): name, parameters, type of the values, values. */
type Property = readonly [
  string,
  Readonly<Record<string, string | readonly string[]>>,
  string,
  ...unknown[],
];

const FIXED = [
  'vCard UID',
  'Salutation',
  'First name',
  'Middle name',
  'Last name',
  'Title',
  'Department',
  'Company',
  'Street',
  'City',
  'State',
  'Postal code',
  'Country',
  'Birthday',
  'LinkedIn',
  'X',
  'Language',
  'Time zone',
  'Tags',
  'Notes',
] as const;
type FixedHeader = (typeof FIXED)[number];

/** Of one card; the columns of a table must have an end. */
const REACHES_MAX = 20;

export function isVcard(text: string): boolean {
  return /^\s*BEGIN:VCARD/i.test(text);
}

/** undefined: it cannot be read. */
export function readVcards(text: string): CardTable | undefined {
  const cards = componentsIn(inVersion3(text), 'vcard');
  if (cards === undefined) return undefined;
  const people = cards.map(personOf);
  const most = (pick: (person: Person) => readonly Reach[]): number =>
    people.reduce((count, person) => Math.max(count, pick(person).length), 0);
  const emails = most((person) => person.emails);
  const phones = most((person) => person.phones);
  const headers = [...FIXED, ...reachHeaders('E-mail', emails), ...reachHeaders('Phone', phones)];
  const rows = people.map((person) => [
    ...FIXED.map((header) => person.fixed[header] ?? ''),
    ...reachCells(person.emails, emails),
    ...reachCells(person.phones, phones),
  ]);
  return { headers, rows };
}

function reachHeaders(what: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, at) => [
    `${what} ${at + 1} - Label`,
    `${what} ${at + 1} - Value`,
  ]).flat();
}

function reachCells(reaches: readonly Reach[], count: number): readonly string[] {
  return Array.from({ length: count }, (_, at) => [
    reaches[at]?.label ?? '',
    reaches[at]?.value ?? '',
  ]).flat();
}

/** The properties of each component of that name. undefined: the text cannot be read. */
function componentsIn(text: string, name: string): readonly (readonly Property[])[] | undefined {
  try {
    const parsed = ICAL.parse(text) as readonly unknown[];
    const all = (typeof parsed[0] === 'string' ? [parsed] : parsed) as readonly (readonly [
      string,
      readonly Property[],
    ])[];
    return all.filter(([kind]) => kind === name).map(([, properties]) => properties);
  } catch {
    return undefined; // ical.js throws for nothing but text that it cannot follow.
  }
}

interface Reach {
  readonly label: string;
  readonly value: string;
}

interface Person {
  readonly fixed: Partial<Record<FixedHeader, string>>;
  readonly emails: readonly Reach[];
  readonly phones: readonly Reach[];
}

function personOf(properties: readonly Property[]): Person {
  const first = (name: string): Property | undefined => properties.find(([one]) => one === name);
  const all = (name: string): readonly Property[] => properties.filter(([one]) => one === name);
  const [last, given, middle, salutation] = partsOf(first('n'));
  const [company, department] = partsOf(first('org'));
  const [, , street, city, state, postalCode, country] = partsOf(
    all('adr').find((address) => typesOf(address).includes('work')) ?? first('adr'),
  );
  const whole = textOf(first('fn'));
  const sites = [...all('url'), ...all('x-socialprofile')].map(textOf);
  const { birthday, note } = birthdayOf(first('bday'));
  const notes = [textOf(first('note')), note].filter((text) => text !== '').join('\n');
  return {
    fixed: {
      'vCard UID': textOf(first('uid')),
      Salutation: (salutation ?? '').replace(/\.$/, ''),
      'First name': given ?? '',
      'Middle name': middle ?? '',
      // A company's card has no name but its own; somebody of one name is called by it.
      'Last name': last !== undefined && last !== '' ? last : (given ?? '') === '' ? whole : '',
      Title: textOf(first('title')),
      Department: department ?? '',
      Company: company ?? '',
      Street: street ?? '',
      City: city ?? '',
      State: state ?? '',
      'Postal code': postalCode ?? '',
      Country: country ?? '',
      Birthday: birthday,
      LinkedIn: sites.find((site) => /linkedin\.com/i.test(site)) ?? '',
      X: sites.find((site) => /\/\/(www\.)?(x|twitter)\.com/i.test(site)) ?? '',
      Language: textOf(first('lang')),
      'Time zone': textOf(first('tz')),
      Tags: all('categories')
        .flatMap(([, , , ...values]) => values.map(String))
        .join('; '),
      Notes: notes,
    },
    emails: reachesOf(all('email'), properties),
    phones: reachesOf(all('tel'), properties),
  };
}

function textOf(property: Property | undefined): string {
  const value = property?.[3];
  return typeof value === 'string' ? value.trim() : '';
}

/** A structured value: `N:Lovelace;Ada;King`. A part may itself be a list. */
function partsOf(property: Property | undefined): readonly string[] {
  const value = property?.[3];
  if (typeof value === 'string') return [value];
  if (!Array.isArray(value)) return [];
  return (value as readonly unknown[]).map((part) =>
    (Array.isArray(part) ? part : [part]).map(String).join(' ').trim(),
  );
}

function typesOf([, { type = [] }]: Property): readonly string[] {
  return (typeof type === 'string' ? type.split(',') : type).map((word) => word.toLowerCase());
}

const LABELS: Readonly<Record<string, string>> = {
  work: 'Work',
  home: 'Home',
  cell: 'Mobile',
  mobile: 'Mobile',
  iphone: 'Mobile',
  fax: 'Fax',
  pager: 'Pager',
  main: 'Main',
  other: 'Other',
};

/** The preferred one first. */
function reachesOf(
  reaches: readonly Property[],
  properties: readonly Property[],
): readonly Reach[] {
  return reaches
    .toSorted((a, b) => Number(isPreferred(b)) - Number(isPreferred(a)))
    .slice(0, REACHES_MAX)
    .map((property) => {
      const type = typesOf(property).find((word) => LABELS[word] !== undefined);
      const label = type === undefined ? ownLabel(property, properties) : (LABELS[type] ?? '');
      return { label, value: textOf(property).replace(/^(tel|mailto):/i, '') };
    })
    .filter(({ value }) => value !== '');
}

function isPreferred(property: Property): boolean {
  return typesOf(property).includes('pref') || property[1]['pref'] !== undefined;
}

/** Apple's own words stand in a property of the same group: `item1.X-ABLabel:_$!<Other>!$_`. */
function ownLabel([, { group }]: Property, properties: readonly Property[]): string {
  if (group === undefined) return '';
  const label = properties.find(
    ([name, parameters]) => name === 'x-ablabel' && parameters['group'] === group,
  );
  return textOf(label).replace(/^_\$!<(.*)>!\$_$/, '$1');
}

/** A birthday without a year is no date, and goes into the notes. Apple writes 1604 for a year that is not known. */
function birthdayOf(property: Property | undefined): {
  readonly birthday: string;
  readonly note: string;
} {
  const text = textOf(property);
  const omitted = property?.[1]['x-apple-omit-year'];
  const withoutYear = /^--(\d\d)-?(\d\d)/.exec(text);
  if (withoutYear !== null)
    return { birthday: '', note: `Birthday: ${withoutYear[1]}-${withoutYear[2]}` };
  if (typeof omitted === 'string' && text.startsWith(omitted))
    return {
      birthday: '',
      note: `Birthday: ${text.slice(omitted.length + 1, omitted.length + 6)}`,
    };
  return { birthday: text.slice(0, 10), note: '' };
}
