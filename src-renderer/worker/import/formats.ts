/**
 * Exports of well-known programs, told by headers that only they have together. A format says what the headers mean
 * where their words alone would mislead; everything else is guessed from the words as in any file.
 * Sources: the export files of these programs, as DATA.md's readers have them.
 */
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import { headerKey } from '../../../crm/kernel/derive.ts';
import type { ImportPart } from '../../../crm/contracts/rpc/import.rpc.ts';
import type { Cells } from './csv-parsing.ts';
import { guessKeyField } from './key-field.ts';
import { guessMapping, type Mapping } from './mapping-guess.ts';
import { isPipedrive, PIPEDRIVE_KEY, pipedriveParts } from './pipedrive.ts';
import { mainNameField } from './record-keys.ts';
import type { Table } from './table.ts';

export interface KnownFormat {
  readonly key: string;
  /** For people: “Google Contacts”. */
  readonly name: string;
  readonly entity: string;
  /** All of these stand in the file, in whatever case. */
  readonly has: readonly string[];
  /** None of these. */
  readonly hasNot?: readonly string[];
  /** Field by header; null leaves the column out. */
  readonly columns?: Readonly<Record<string, string | null>>;
  /** What tells whether a row is a record that is here already, if it is mapped and filled. */
  readonly keyField?: string;
  /** Entities whose names in the file are probably wanted as records. */
  readonly createMissing?: readonly string[];
  /** Puts right what the program writes in a way of its own. */
  /** Records of other kinds in the same rows, by folded header. */
  readonly also?: readonly {
    readonly entity: string;
    readonly columns: Readonly<Record<string, string>>;
  }[];
  /** What empty cells of required choices mean. */
  readonly corrections?: Readonly<Record<string, string>>;
  /** Beyond the headers that must be there. */
  readonly fits?: (headers: readonly string[]) => boolean;
  readonly prepare?: (headers: readonly string[]) => (cells: Cells) => Cells;
}

const GOOGLE_COMMON = {
  entity: 'contact',
  createMissing: ['account'],
  prepare: googleRow,
} as const;

const SALESFORCE_NAMES = { createMissing: ['account'] } as const;

export const KNOWN_FORMATS: readonly KnownFormat[] = [
  {
    ...GOOGLE_COMMON,
    key: 'google',
    name: 'Google Contacts',
    has: ['First Name', 'Last Name', 'Organization Name', 'Labels'],
    columns: { 'File As': null, Nickname: null, 'Name Prefix': 'salutation' },
  },
  {
    ...GOOGLE_COMMON,
    key: 'google-legacy',
    name: 'Google Contacts, older form',
    has: ['Name', 'Given Name', 'Family Name'],
    columns: {
      Name: null,
      'Group Membership': 'tags',
      'Name Prefix': 'salutation',
      Nickname: null,
      Location: null,
    },
  },
  {
    key: 'outlook',
    name: 'Outlook',
    entity: 'contact',
    has: ['First Name', 'Last Name', 'E-mail Address', 'Job Title'],
    hasNot: ['Record ID'],
    createMissing: ['account'],
    // Outlook calls Mr and Dr a title. A business address is what a CRM wants; only one fits.
    columns: {
      Title: 'salutation',
      Suffix: null,
      Categories: 'tags',
      'Web Page': null,
      'Home Street': null,
      'Home City': null,
      'Home State': null,
      'Home Postal Code': null,
      'Home Country/Region': null,
      'Other Street': null,
      'Other City': null,
      'Other State': null,
      'Other Postal Code': null,
      'Other Country/Region': null,
    },
  },
  {
    key: 'linkedin',
    name: 'LinkedIn connections',
    entity: 'contact',
    has: ['First Name', 'Last Name', 'Company', 'Position', 'Connected On'],
    columns: { URL: 'linkedin', 'Connected On': null },
    keyField: 'linkedin',
    createMissing: ['account'],
  },
  {
    key: 'hubspot-contacts',
    name: 'HubSpot contacts',
    entity: 'contact',
    has: ['Record ID', 'First Name', 'Last Name', 'Email'],
    columns: { 'Associated Company IDs': null, 'Lead Status': null, 'Associated Company': null },
    keyField: 'externalId',
    createMissing: ['account', 'user'],
  },
  {
    key: 'hubspot-companies',
    name: 'HubSpot companies',
    entity: 'account',
    has: ['Record ID', 'Company name'],
    hasNot: ['First Name'],
    keyField: 'externalId',
    createMissing: ['user'],
  },
  {
    key: 'hubspot-deals',
    name: 'HubSpot deals',
    entity: 'deal',
    has: ['Deal Name', 'Deal Stage', 'Pipeline'],
    createMissing: ['account', 'user'],
  },
  {
    key: 'hubspot-tickets',
    name: 'HubSpot tickets',
    entity: 'ticket',
    has: ['Ticket ID', 'Ticket name', 'Ticket status'],
    keyField: 'externalId',
  },
  {
    ...SALESFORCE_NAMES,
    key: 'salesforce-contacts',
    name: 'Salesforce contacts',
    entity: 'contact',
    has: ['First Name', 'Last Name', 'Account Name', 'Mailing Street'],
  },
  {
    key: 'salesforce-contacts-api',
    name: 'Salesforce contacts, API names',
    entity: 'contact',
    has: ['Id', 'LastName', 'FirstName', 'AccountId'],
    keyField: 'externalId',
  },
  {
    key: 'salesforce-opportunities-api',
    name: 'Salesforce opportunities, API names',
    entity: 'deal',
    has: ['Name', 'StageName', 'CloseDate'],
  },
  {
    ...SALESFORCE_NAMES,
    key: 'salesforce-opportunities',
    name: 'Salesforce opportunities',
    entity: 'deal',
    has: ['Opportunity Name', 'Stage', 'Close Date'],
  },
  {
    key: 'salesforce-accounts',
    name: 'Salesforce accounts',
    entity: 'account',
    has: ['Account Name', 'Billing City'],
    hasNot: ['Last Name'],
    createMissing: ['user'],
  },
  {
    key: PIPEDRIVE_KEY,
    name: 'Pipedrive',
    // Which of its kinds the rows are is told by the prefixes of its headers.
    entity: 'deal',
    has: [],
    fits: isPipedrive,
    createMissing: ['user'],
  },
  {
    key: 'vcard',
    name: 'vCard',
    entity: 'contact',
    has: ['vCard UID', 'Last name'],
    columns: { 'vCard UID': 'externalId' },
    keyField: 'externalId',
    createMissing: ['account'],
  },
  {
    key: 'icalendar',
    name: 'iCalendar',
    entity: 'activity',
    has: ['UID', 'Kind', 'Subject', 'Start', 'Due'],
    keyField: 'externalId',
  },
];

function pipedriveFormat(format: KnownFormat, headers: readonly string[]): KnownFormat {
  const parts = pipedriveParts(headers);
  const main = parts.at(-1);
  if (main === undefined) return format;
  const columns = Object.fromEntries(
    headers.map((header) => [header, main.columns[headerKey(header)] ?? null]),
  );
  const corrections = main.entity === 'activity' ? { 'kind\n': 'Task' } : {};
  return { ...format, entity: main.entity, columns, also: parts.slice(0, -1), corrections };
}

export function formatNamed(key: string, headers: readonly string[]): KnownFormat | undefined {
  const format = KNOWN_FORMATS.find((one) => one.key === key);
  return format?.key === PIPEDRIVE_KEY ? pipedriveFormat(format, headers) : format;
}

/** The first that fits; undefined: none is known, and the words of the headers decide. */
export function recognise(headers: readonly string[]): KnownFormat | undefined {
  const present = new Set(headers.map(headerKey));
  const found = KNOWN_FORMATS.find(
    ({ has, hasNot = [], fits }) =>
      has.every((header) => present.has(headerKey(header))) &&
      !hasNot.some((header) => present.has(headerKey(header))) &&
      (fits === undefined || fits(headers)),
  );
  return found?.key === PIPEDRIVE_KEY ? pipedriveFormat(found, headers) : found;
}

/** The table as the format's own habits have it put right. */
export function preparedFor(format: KnownFormat | undefined, table: Table): Table {
  if (format?.prepare === undefined) return table;
  const prepare = format.prepare(table.headers);
  return { ...table, rows: table.rows.map((row) => ({ ...row, cells: prepare(row.cells) })) };
}

/** What the format says tells records apart, where the file has it everywhere, else what the file itself suggests. */
export function keyFieldIn(
  format: KnownFormat | undefined,
  entity: EntityDef,
  table: Table,
  mapping: Mapping,
): string | null {
  const wanted = format?.entity === entity.name ? format.keyField : undefined;
  const column = wanted === undefined ? -1 : mapping.indexOf(wanted);
  const isFilled = table.rows.every(({ cells }) => (cells[column] ?? '').trim() !== '');
  return wanted !== undefined && column >= 0 && isFilled
    ? wanted
    : guessKeyField(entity, table, mapping);
}

/** The other kinds of records in the rows, in the order in which they can be linked to. */
export function partsIn(
  format: KnownFormat,
  table: Table,
  entityNamed: (name: string) => EntityDef | undefined,
): readonly ImportPart[] {
  return (format.also ?? []).flatMap(({ entity: name, columns }) => {
    const entity = entityNamed(name);
    if (entity === undefined) return [];
    const mapping = table.headers.map((header) => {
      const field = columns[headerKey(header)];
      return field !== undefined && field in entity.fields ? field : null;
    });
    const keyField = partKey(entity, mapping);
    return keyField === null ? [] : [{ entity: name, mapping, keyField }];
  });
}

/** Nobody's e-mail address is somebody else's; else the name has to do. */
function partKey(entity: EntityDef, mapping: Mapping): string | null {
  const emails = Object.keys(entity.fields).find((key) => entity.fields[key]?.kind === 'emails');
  if (emails !== undefined && entity.name !== 'account' && mapping.includes(emails)) return emails;
  const main = mainNameField(entity);
  return main !== undefined && mapping.includes(main) ? main : null;
}

export function mappingIn(
  format: KnownFormat | undefined,
  entity: EntityDef,
  headers: readonly string[],
): Mapping {
  if (format === undefined || format.entity !== entity.name) return guessMapping(entity, headers);
  const said = new Map(
    Object.entries(format.columns ?? {}).map(([header, field]) => [headerKey(header), field]),
  );
  // What the format leaves out or gives away must not stand in the way of a column that means the same.
  const guessed = guessMapping(
    entity,
    headers.map((header) => (said.has(headerKey(header)) ? '' : header)),
  );
  return headers.map((header, index) => {
    const field = said.get(headerKey(header));
    return field !== undefined && (field === null || field in entity.fields)
      ? field
      : (guessed[index] ?? null);
  });
}

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** `* myContacts` is no label that anybody gave; a birthday without a year is no date, and goes into the notes. */
function googleRow(headers: readonly string[]): (cells: Cells) => Cells {
  const labels = headers.findIndex((header) => /^(labels|group membership)$/i.test(header));
  const birthday = headers.findIndex((header) => /^birthday$/i.test(header));
  const notes = headers.findIndex((header) => /^notes$/i.test(header));
  return (cells) => {
    const changed = [...cells];
    const groups = (cells[labels] ?? '')
      .split(':::')
      .map((label) => label.trim())
      .filter((label) => !/^\* ?(my ?contacts|starred|friends|family|coworkers)?$/i.test(label))
      .map((label) => label.replace(/^\* /, ''));
    if (labels >= 0 && cells[labels] !== undefined) changed[labels] = groups.join(' ::: ');
    const day = /^\s*--(\d\d)-?(\d\d)\s*$/.exec(cells[birthday] ?? '');
    if (day !== null && notes >= 0) {
      const month = MONTHS[Number(day[1]) - 1] ?? day[1];
      const line = `Birthday: ${Number(day[2])} ${month}`;
      changed[birthday] = '';
      changed[notes] = [cells[notes] ?? '', line].filter((text) => text !== '').join('\n');
    }
    return changed;
  };
}
