/** People as vCards (RFC 2426, version 3: the one that every address book reads). */
import ICAL from 'ical.js';
import type { AnyRow, EntityDef } from '../../../crm/kernel/entity.ts';
import type { Address } from '../../../crm/kernel/fields/address.field.ts';
import type { TitleOf } from '../session/session.tsx';

/** Somebody with a name in two parts and an address to write to. */
export function isPerson({ fields }: EntityDef): boolean {
  return fields['firstName'] !== undefined && fields['emails']?.kind === 'emails';
}

/** jCard (RFC 7095): name, parameters, type of the values, values. */
type Property = readonly [
  string,
  Readonly<Record<string, string | readonly string[]>>,
  string,
  ...unknown[],
];

interface Reach {
  readonly label?: string;
  readonly primary?: boolean;
}

export function cardOf(row: AnyRow, titleOf: TitleOf): string {
  const text = (key: string): string => {
    const value = row[key];
    return typeof value === 'string' ? value : '';
  };
  const name = [text('firstName'), text('middleName'), text('lastName')].filter(Boolean).join(' ');
  const company = titleOf('account', text('account')) ?? text('company');
  const properties: Property[] = [
    ['version', {}, 'text', '3.0'],
    ['uid', {}, 'text', `urn:uuid:${row.id}`],
    ['fn', {}, 'text', name],
    [
      'n',
      {},
      'text',
      [text('lastName'), text('firstName'), text('middleName'), text('salutation'), ''],
    ],
  ];
  const add = (property: string, ...values: readonly string[]): void => {
    if (values.some((value) => value !== '')) {
      properties.push([property, {}, 'text', values.length === 1 ? values[0] : values]);
    }
  };
  if (company !== '' || text('department') !== '') add('org', company, text('department'));
  add('title', text('title'));
  for (const email of (row['emails'] ?? []) as readonly (Reach & { readonly address: string })[])
    properties.push(['email', typesOf(email, 'INTERNET'), 'text', email.address]);
  for (const phone of (row['phones'] ?? []) as readonly (Reach & { readonly number: string })[])
    properties.push(['tel', typesOf(phone, 'VOICE'), 'text', phone.number]);
  const address = (row['address'] ?? {}) as Address;
  const { street = '', city = '', state = '', postalCode = '', country = '' } = address;
  add('adr', '', '', street, city, state, postalCode, country);
  add('bday', text('birthdate'));
  add('note', text('description'));
  add('url', text('linkedin'));
  add('url', text('x'));
  add('lang', text('language'));
  add('tz', text('timeZone'));
  const tags = (row['tags'] ?? []) as readonly string[];
  if (tags.length > 0) properties.push(['categories', {}, 'text', ...tags]);
  return `${ICAL.stringify.component(['vcard', properties, []], ICAL.design.vcard3)}\r\n`;
}

/** Words of a person's own would be no types that an address book knows; these are the ones that both have. */
const TYPES: Readonly<Record<string, string>> = {
  work: 'WORK',
  business: 'WORK',
  office: 'WORK',
  home: 'HOME',
  mobile: 'CELL',
  fax: 'FAX',
  pager: 'PAGER',
  main: 'MAIN',
};

function typesOf({ label = '', primary }: Reach, common: string): Property[1] {
  const type = TYPES[label.toLowerCase()];
  return {
    type: [common, ...(type === undefined ? [] : [type]), ...(primary === true ? ['PREF'] : [])],
  };
}
