import * as z from 'zod';
import type { FieldKind } from '../field-kind.ts';
import { textOperators } from '../operators.ts';
import { fold } from '../text-folding.ts';
import { derivedId } from '../ids.ts';
import { primaryFirst } from './child-rows.ts';

const EMAILS_MAX = 50;
/** RFC 5321 §4.5.3.1: 64 octets of local part, @, 255 of domain. */
const EMAIL_MAX_CHARS = 320;
const SHAPE = /^[^\s@,;<>"]+@[^\s@,;<>"]+\.[^\s@,;<>"]+$/;

export interface EmailRow {
  readonly id: string;
  readonly address: string;
  /** Work, Home, … */
  readonly label?: string | undefined;
  readonly primary?: boolean | undefined;
}

const row = z.strictObject({
  id: z.string().min(1).max(40),
  address: z.string().max(EMAIL_MAX_CHARS).regex(SHAPE),
  label: z.string().min(1).max(60).optional(),
  primary: z.boolean().optional(),
});

/** Typed e-mail addresses; the first primary one is the one to write to. Child rows, so additions merge. */
export const emails: FieldKind<readonly EmailRow[], object> = {
  encoding: 'rows',
  icon: 'mail',
  schema: () => z.array(row).max(EMAILS_MAX).readonly(),
  sortKey: (value) => primaryFirst(value)[0]?.address.toLowerCase(),
  // The row's id follows from the address: two desktops adding the same address offline add it once.
  parse: (input) => {
    const rows: EmailRow[] = [];
    for (const word of input.split(/\s*(?:;|,|:::|\s)\s*/).filter((part) => part !== '')) {
      const address = word.replace(/^mailto:/i, '').replace(/^<|>$/g, '');
      if (!SHAPE.test(address) || address.length > EMAIL_MAX_CHARS) {
        return { ok: false, reason: `“${word}” is not an e-mail address` };
      }
      const id = emailRowId(address);
      if (!rows.some((other) => other.id === id)) rows.push({ id, address });
    }
    return rows.length === 0 ? { ok: false, reason: 'is empty' } : { ok: true, value: rows };
  },
  format: (value) =>
    primaryFirst(value)
      .map(({ address }) => address)
      .join('; '),
  searchText: (value) => value.map(({ address }) => address).join(' '),
  operators: {
    ...textOperators((value) =>
      (value as readonly EmailRow[]).map(({ address }) => address).join(' '),
    ),
    looksWrong: {
      label: 'looks wrong',
      operand: 'none',
      prepare: () => (value) =>
        Array.isArray(value) &&
        (value as readonly EmailRow[]).some(({ address }) => isDoubtful(address)),
    },
  },
};

/** Domains as people mistype them: whoever has an address there never meant it. */
const SLIPS = new Set([
  ...['gmial.com', 'gmai.com', 'gmail.co', 'gmal.com', 'gnail.com', 'googlemail.co'],
  ...['hotmial.com', 'hotmal.com', 'hotmail.co', 'outlok.com', 'outlook.co', 'yaho.com'],
  ...['yahoo.co', 'yhaoo.com', 'iclod.com', 'icloud.co', 'gmx.d', 'web.d'],
]);
const DOMAIN = /^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/;
/** Ends that no domain has, next to the keys of one that many have. */
const SLIPPED_END = /\.(con|cmo|ocm|comm|coom|vom|xom|ner|nte|ogr|orgg)$/;

/** It has the shape of an address, and yet mail to it will hardly arrive. */
function isDoubtful(address: string): boolean {
  const at = address.lastIndexOf('@');
  const local = address.slice(0, at);
  const domain = address.slice(at + 1).toLowerCase();
  if (local.startsWith('.') || local.endsWith('.') || local.includes('..')) return true;
  // In another script only its owner can tell.
  const isAscii = /^[ -~]+$/.test(domain);
  return isAscii && (!DOMAIN.test(domain) || SLIPS.has(domain) || SLIPPED_END.test(domain));
}

export function emailRowId(address: string): string {
  return derivedId('email', fold(address)).slice(-12);
}
