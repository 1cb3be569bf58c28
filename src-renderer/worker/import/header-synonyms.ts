/**
 * What the headers of well-known exports say in plain words, on top of the aliases that fields declare themselves.
 * Sources: the export files of Google Contacts, Outlook, HubSpot, Salesforce and Pipedrive.
 */
import { fieldForHeader } from '../../../crm/kernel/derive.ts';
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import type { Address } from '../../../crm/kernel/fields/address.field.ts';

type AddressPart = keyof Address;

const ADDRESS_PARTS: readonly (readonly [RegExp, AddressPart])[] = [
  [/\bstreet( (line )?\d| address)?$/, 'street'],
  [/\bcity$/, 'city'],
  // Before the states: Country/Region is a country.
  [/\bcountry( region)?$/, 'country'],
  [/\b(state|region|province|county)$/, 'state'],
  [/\b(postal code|zip|zip code|postcode)$/, 'postalCode'],
];

/** What the same person's or company's own entity is called in prefixes such as `Person - Email`. */
const PREFIXES: Readonly<Record<string, readonly string[]>> = {
  person: ['contact', 'lead'],
  contact: ['contact', 'lead'],
  organization: ['account'],
  company: ['account'],
};

function words(header: string): string {
  return header
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .toLowerCase();
}

/** `Billing City` is the city of an address; undefined for a header that names no part of one. */
export function addressPartOf(header: string): AddressPart | undefined {
  const plain = words(header);
  return ADDRESS_PARTS.find(([pattern]) => pattern.test(plain))?.[1];
}

/** Other ways to say the header, most specific first. */
function rephrased(entity: EntityDef, header: string): string[] {
  const plain = words(header);
  const ways: string[] = [];
  const prefixed = /^(.+?) - (.+)$/.exec(header);
  if (prefixed !== null) {
    const [, prefix = '', rest = ''] = prefixed;
    const named = PREFIXES[prefix.toLowerCase()] ?? [prefix.toLowerCase()];
    if (named.includes(entity.name)) ways.push(rest, rest.replace(/\s*\(.*\)$/, ''));
  }
  ways.push(header.replace(/\s*\(.*\)$/, ''));
  if (/^e ?mail( \d+)?( value| address)?$/.test(plain)) ways.push('email');
  if (
    /^(home|mobile|business|primary|work|other|company|main|office|cell)? ?phone( \d+)?( value)?$/.test(
      plain,
    )
  ) {
    ways.push('phone');
  }
  const organization = /^organization \d+ (name|title|department)$/.exec(plain);
  if (organization !== null) ways.push(`organization ${organization[1]}`);
  if (addressPartOf(header) !== undefined) {
    const which = /^(billing|shipping)\b/.exec(plain)?.[1];
    ways.push(which === undefined ? 'address' : `${which} address`);
  }
  return ways;
}

/** The field of `entity` that a header probably means. */
export function fieldMeant(entity: EntityDef, header: string): string | undefined {
  const direct = fieldForHeader(entity, header);
  if (direct !== undefined) return direct;
  for (const way of rephrased(entity, header)) {
    const field = fieldForHeader(entity, way);
    if (field !== undefined) return field;
  }
  return undefined;
}

/** `Mobile Phone` labels its numbers Mobile; undefined when the header names no such use. */
export function contactUseOf(header: string): string | undefined {
  const found = /\b(home|mobile|business|work|office)\b/.exec(words(header))?.[1];
  return found && found.charAt(0).toUpperCase() + found.slice(1);
}
