/**
 * What a lead becomes, and how it becomes one with what is there already. Nothing that stands in an existing record is
 * written over: only what it does not have is put beside it.
 */
import type { Reader } from '../../kernel/command.ts';
import type { Values } from '../../kernel/derive.ts';
import type { AnyRow } from '../../kernel/entity.ts';
import type { ChildRow } from '../../kernel/fields/child-rows.ts';
import { emailRowId, type EmailRow } from '../../kernel/fields/emails.field.ts';
import { phoneRowId, type PhoneRow } from '../../kernel/fields/phones.field.ts';
import type { Row } from '../../kernel/fields/rows.field.ts';
import { derivedId } from '../../kernel/ids.ts';
import { digitsOf, fold } from '../../kernel/text-folding.ts';
import type { Lead } from './lead.entity.ts';

/** What a conversion makes that may be there already. */
export const JOINABLE = ['account', 'contact'] as const;
export type Joinable = (typeof JOINABLE)[number];

/** Where the lead says what was chosen, and what it became. */
export const JOINED_FIELD = {
  account: 'joinedAccount',
  contact: 'joinedContact',
} as const satisfies Readonly<Record<Joinable, string>>;

/** What goes over to the contact as it is. */
const CARRIED = [
  'firstName',
  'lastName',
  'title',
  'emails',
  'phones',
  'source',
  'owner',
  'tags',
] as const;

/** What an existing record is given; who is responsible for it, and what kind it is, is not decided by a lead. */
const FILLED: Readonly<Record<Joinable, readonly string[]>> = {
  account: ['territory', 'billingAddress'],
  contact: ['firstName', 'title', 'emails', 'phones', 'source', 'tags', 'account'],
};

export function madeOf(lead: Lead, owner: string | undefined): Record<Joinable, Values> {
  const { firstName, lastName, company } = lead;
  return {
    account: {
      name: company ?? [firstName, lastName].filter(Boolean).join(' '),
      owner,
      type: 'Prospect',
      territory: lead.territory,
      billingAddress: lead.address,
    },
    contact: { ...Object.fromEntries(CARRIED.map((key) => [key, lead[key]])), owner },
  };
}

/** What is there already is found by this. A company is known by the domain that its people write from. */
export function recognisedBy(row: AnyRow): Record<Joinable, Values> {
  const lead = row as Lead;
  const { account, contact } = madeOf(lead, undefined);
  const { emails, phones } = lead;
  return { account: { ...account, emails, phones }, contact };
}

/** An address belongs to one; people share numbers, names and employers. */
export function sharesEmail(made: Values, existing: Values): boolean {
  const own = new Set(
    (listOf(made['emails']) as readonly EmailRow[]).map(({ address }) => fold(address)),
  );
  return (listOf(existing['emails']) as readonly EmailRow[]).some(({ address }) =>
    own.has(fold(address)),
  );
}

/** What the chosen record gets: fields that are empty in it, and e-mails, phones and tags that it does not have. */
export function fillsOf(entity: Joinable, existing: AnyRow, made: Values): Values {
  const filled: Record<string, unknown> = {};
  for (const key of FILLED[entity]) {
    const value = key in ADDED ? ADDED[key]?.(existing[key], made[key]) : made[key];
    const isEmpty = existing[key] === undefined || existing[key] === null;
    if (value !== undefined && value !== null && (isEmpty || key in ADDED)) filled[key] = value;
  }
  if (entity === 'contact') {
    const { account } = made;
    const others = listOf(existing['accounts']) as readonly Row[];
    const isElsewhere = typeof existing['account'] === 'string' && existing['account'] !== account;
    const isKnown = others.some((other) => other['account'] === account);
    // A person may have to do with several companies: that of the lead stands beside their own.
    if (typeof account === 'string' && isElsewhere && !isKnown)
      filled['accounts'] = [...others, { id: account, account }];
  }
  return filled;
}

/** Of what there may be several: all that is there then, or undefined where nothing comes. */
const ADDED: Readonly<Record<string, (before: unknown, made: unknown) => unknown>> = {
  emails: (before, made) =>
    withMore<EmailRow>(
      before,
      made,
      ({ address }) => fold(address),
      ({ address }) => emailRowId(address),
    ),
  phones: (before, made) =>
    withMore<PhoneRow>(
      before,
      made,
      ({ number }) => digitsOf(number),
      ({ number }) => phoneRowId(number),
    ),
  tags: (before, made) => {
    const there = listOf(before) as readonly string[];
    const more = (listOf(made) as readonly string[]).filter((tag) => !there.includes(tag));
    return more.length === 0 ? undefined : [...there, ...more].toSorted();
  },
};

/** The id of a row follows from what is in it, so that two desktops that add the same add it once. */
function withMore<Row extends ChildRow>(
  before: unknown,
  made: unknown,
  markOf: (row: Row) => string,
  idOf: (row: Row) => string,
): readonly Row[] | undefined {
  const there = listOf(before) as readonly Row[];
  const marks = new Set(there.map(markOf));
  const ids = new Set(there.map(({ id }) => id));
  const more = (listOf(made) as readonly Row[]).flatMap((row) => {
    if (marks.has(markOf(row))) return [];
    let id = idOf(row);
    while (ids.has(id)) id += '+';
    ids.add(id);
    const { primary, ...rest } = row;
    // Whoever is written to at one address is not written to at another for the sake of a lead.
    const stays = there.length === 0 && primary !== undefined ? { primary } : {};
    return [{ ...rest, ...stays, id } as unknown as Row];
  });
  return more.length === 0 ? undefined : [...there, ...more];
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export interface SplitConversion {
  readonly entity: Joinable;
  readonly survivor: string;
  readonly loser: string;
  /** Where the lead said which one was chosen; said no more once they are one. */
  readonly lead: string;
  readonly field: string;
}

/** Id of the record that the lead becomes where nothing that is there is chosen. */
export function newRecordOf(lead: string, entity: Joinable): string {
  return derivedId('lead', lead, entity);
}

/**
 * Two desktops converted one lead at once; one knew the account or the contact, the other made a new one. Whoever
 * chose looked at both, so the new one goes into the chosen one, on every desktop alike. undefined: there is no such
 * lead, or none any more.
 */
export function splitConversion(read: Reader): SplitConversion | undefined {
  for (const lead of read.all('lead')) {
    for (const entity of JOINABLE) {
      const field = JOINED_FIELD[entity];
      const chosen = lead[field];
      if (typeof chosen !== 'string') continue;
      const loser = newRecordOf(lead.id, entity);
      if (isInUse(read.get(entity, loser)) && loser !== chosen && isInUse(read.get(entity, chosen)))
        return { entity, survivor: chosen, loser, lead: lead.id, field };
    }
  }
  return undefined;
}

function isInUse(row: AnyRow | undefined): boolean {
  return row !== undefined && row.archivedAt === undefined && row['mergedInto'] === undefined;
}
