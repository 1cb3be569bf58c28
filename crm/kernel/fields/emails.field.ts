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
  operators: textOperators((value) =>
    (value as readonly EmailRow[]).map(({ address }) => address).join(' '),
  ),
};

export function emailRowId(address: string): string {
  return derivedId('email', fold(address)).slice(-12);
}
