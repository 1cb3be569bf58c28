/** What a record is known by, read from its values by what its entity declares. */
import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/min';
import type { Values } from '../../../crm/kernel/derive.ts';
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import { FREE_MAIL } from '../../../crm/kernel/free-mail.ts';
import { digitsOf, fold } from '../../../crm/kernel/text-folding.ts';
import { addressSign } from '../../../crm/kernel/fields/address-normal.ts';
import { comparedName, isGeneric, type ComparedName } from './names.ts';

export interface Signs {
  readonly of: 'organisation' | 'person';
  readonly name: ComparedName;
  readonly emails: readonly string[];
  /** E.164 where the number is possible, its digits otherwise. */
  readonly phones: readonly string[];
  readonly domains: readonly string[];
  /** In one way of writing, of those that name a house. */
  readonly addresses: readonly string[];
  /** For whom a person works, as text or as the id of a record; '' when it is not known. */
  readonly beside: string;
  /** A bit for each of these: two records without a common one share none of them. */
  readonly reachBits: number;
}

const PHONE_MIN_DIGITS = 6;
/** Enough of a word to tell it from others; a slip behind it does not matter. */
const FUZZY_WORD_CHARS = 7;

interface Address {
  readonly address?: unknown;
}
interface Numbered {
  readonly number?: unknown;
}

export function signsOf(entity: EntityDef, values: Values, country: string): Signs | undefined {
  const { duplicates } = entity;
  if (duplicates === undefined) return undefined;
  const emails: string[] = [];
  const phones: string[] = [];
  const domains: string[] = [];
  const add = (list: string[], value: string): void => {
    if (value !== '' && !list.includes(value)) list.push(value);
  };
  for (const key of duplicates.reach) {
    const value = values[key];
    if (value === undefined || value === null) continue;
    switch (entity.fields[key]?.kind) {
      case 'emails':
        for (const { address } of value as readonly Address[]) {
          const email = fold(textOf(address));
          const domain = email.slice(email.lastIndexOf('@') + 1);
          add(emails, email);
          if (duplicates.of === 'organisation' && !FREE_MAIL.has(domain)) add(domains, domain);
        }
        break;
      case 'phones':
        for (const { number } of value as readonly Numbered[])
          add(phones, phoneSign(textOf(number), country));
        break;
      default:
        add(domains, domainSign(textOf(value)));
    }
  }
  const addresses: string[] = [];
  for (const key of duplicates.at ?? []) {
    const value = values[key];
    if (value !== undefined && value !== null) add(addresses, addressSign(value));
  }
  const name = duplicates.name.map((key) => textOf(values[key])).join(' ');
  const beside = duplicates.beside === undefined ? undefined : values[duplicates.beside];
  const besideText = typeof beside === 'string' ? beside : '';
  return {
    of: duplicates.of,
    name: comparedName(name, duplicates.of),
    emails,
    phones,
    domains,
    addresses,
    beside: isLink(entity, duplicates.beside)
      ? besideText
      : comparedName(besideText, 'organisation').joined,
    reachBits: [...emails, ...phones, ...domains, ...addresses].reduce(
      (bits, value) => bits | (1 << (hashOf(value) & 31)),
      0,
    ),
  };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function isLink(entity: EntityDef, key: string | undefined): boolean {
  return key !== undefined && entity.fields[key]?.kind === 'link';
}

function phoneSign(number: string, country: string): string {
  const digits = digitsOf(number);
  if (digits.length < PHONE_MIN_DIGITS) return '';
  const parsed = parsePhoneNumberFromString(number, country as CountryCode);
  return parsed?.isPossible() === true ? parsed.number : digits;
}

/** `https://www.Acme.example/shop` → `acme.example`. */
function domainSign(text: string): string {
  const host = fold(text)
    .replace(/^[a-z]+:\/\//, '')
    .replace(/^www\d?\./, '')
    .replace(/[/?#:].*$/, '');
  return host.includes('.') && !FREE_MAIL.has(host) ? host : '';
}

/**
 * Keys of which two records that may be the same have one in common: what they are known by exactly, and their most
 * telling words with each letter left out once, so that one slip still meets (Garbe's symmetric deletion). Numbers,
 * because there are a dozen a record; that two keys are one number now and then costs a comparison.
 */
export function blockingKeys(signs: Signs): readonly number[] {
  const keys = new Set<number>();
  for (const email of signs.emails) keys.add(hashOf(`e ${email}`));
  for (const phone of signs.phones) keys.add(hashOf(`p ${phone}`));
  if (signs.of === 'organisation')
    for (const domain of signs.domains) keys.add(hashOf(`d ${domain}`));
  const { words, joined } = signs.name;
  if (joined === '') return [...keys];
  keys.add(hashOf(`n ${words.toSorted().join('')}`));
  keys.add(hashOf(`n ${joined}`));
  const telling = words.filter((word) => !isGeneric(word));
  const byLength = (telling.length > 0 ? telling : words).toSorted(
    (a, b) => b.length - a.length || (a < b ? -1 : 1),
  );
  if (signs.of === 'organisation') addWithSlips(keys, joined, '');
  // One word as a whole, and how the other telling ones begin: there are too many Smiths, and too many Banks.
  for (const word of byLength.slice(0, 2)) {
    if (word.length < 2) continue;
    const rest = byLength.filter((other) => other !== word).map((other) => other[0] ?? '');
    addWithSlips(keys, word, rest.toSorted().join(''));
  }
  return [...keys];
}

function addWithSlips(keys: Set<number>, word: string, beside: string): void {
  const start = word.slice(0, FUZZY_WORD_CHARS);
  keys.add(hashOf(`f ${start} ${beside}`));
  if (start.length < 4) return;
  for (let at = 0; at < start.length; at++)
    keys.add(hashOf(`f ${start.slice(0, at)}${start.slice(at + 1)} ${beside}`));
}

/** FNV-1a, 32 bits: short, spreads well, and nothing depends on it being secret. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) {
    hash ^= text.charCodeAt(at);
    hash = Math.imul(hash, 0x01000193);
  }
  return hash >>> 0;
}
