/** Pipedrive's exports: `Person - Name, Organization - Name, Deal - Title …`, records of several kinds in one row. */
import { headerKey } from '../../../crm/kernel/derive.ts';

export const PIPEDRIVE_KEY = 'pipedrive';

export interface PipedrivePart {
  readonly entity: string;
  /** Field by folded header. */
  readonly columns: Readonly<Record<string, string>>;
}

const PREFIXED = /^(Person|Organization|Lead|Deal|Activity|Note|Product) - (.+)$/i;

/** In the order in which one may link to those before it. */
const KINDS: readonly (readonly [prefix: string, entity: string])[] = [
  ['organization', 'account'],
  ['person', 'contact'],
  ['product', 'product'],
  ['lead', 'lead'],
  ['deal', 'deal'],
  ['activity', 'activity'],
];

/** By what stands behind the prefix, without what stands in brackets; the first pattern that fits. */
const FIELDS: Readonly<Record<string, readonly (readonly [RegExp, string])[]>> = {
  organization: [
    [/^name$/, 'name'],
    [/^address/, 'billingAddress'],
    [/^owner/, 'owner'],
    [/^id$/, 'externalId'],
    [/^label/, 'tags'],
    [/^website/, 'website'],
    [/^industry/, 'industry'],
  ],
  person: [
    [/^first name/, 'firstName'],
    [/^last name/, 'lastName'],
    [/^name$/, 'lastName'],
    [/^email/, 'emails'],
    [/^phone/, 'phones'],
    [/^owner/, 'owner'],
    [/^organi[sz]ation/, 'account'],
    [/^job title/, 'title'],
    [/^id$/, 'externalId'],
    [/^label/, 'tags'],
  ],
  product: [
    [/^name$/, 'name'],
    [/^(product )?code$/, 'code'],
    [/^(unit )?price/, 'price'],
  ],
  lead: [
    [/^title$/, 'lastName'],
    [/^(contact )?person/, 'lastName'],
    [/^organi[sz]ation/, 'company'],
    [/^owner/, 'owner'],
    [/^source$/, 'source'],
    [/^label/, 'tags'],
    [/^id$/, 'externalId'],
  ],
  deal: [
    [/^title$/, 'name'],
    [/^value$/, 'amount'],
    [/^stage/, 'stage'],
    [/^pipeline/, 'pipeline'],
    [/^owner/, 'owner'],
    [/^organi[sz]ation/, 'account'],
    [/^contact person/, 'contacts'],
    [/^expected close/, 'expectedCloseDate'],
    [/^(won|lost|closed?) (time|date|on)/, 'closedDate'],
    [/^lost reason/, 'lostReason'],
    [/^probability/, 'probability'],
    [/^label/, 'tags'],
    [/^id$/, 'externalId'],
  ],
  activity: [
    [/^subject$/, 'subject'],
    [/^type$/, 'kind'],
    [/^due date/, 'dueAt'],
    [/^(assigned to|owner)/, 'owner'],
    [/^note$/, 'body'],
    [/^location/, 'location'],
    [/^id$/, 'externalId'],
  ],
};
/** A note belongs to what the rows are: its text goes into the field that holds text. */
const NOTE_FIELDS: Readonly<Record<string, string>> = {
  activity: 'body',
  deal: 'description',
  lead: 'description',
  contact: 'description',
  account: 'description',
};

function prefixesIn(headers: readonly string[]): ReadonlySet<string> {
  return new Set(headers.flatMap((header) => PREFIXED.exec(header)?.[1]?.toLowerCase() ?? []));
}

/** Nobody else's headers have such prefixes, and all of theirs have one. */
export function isPipedrive(headers: readonly string[]): boolean {
  const prefixed = headers.filter((header) => PREFIXED.test(header));
  return prefixed.length >= 2 && prefixed.length * 2 > headers.length;
}

export function pipedriveParts(headers: readonly string[]): readonly PipedrivePart[] {
  const present = prefixesIn(headers);
  const kinds = KINDS.filter(([prefix]) => present.has(prefix));
  const main = kinds.at(-1)?.[1];
  return kinds.map(([prefix, entity]) => {
    const columns: Record<string, string> = {};
    for (const header of headers) {
      const [, of = '', rest = ''] = PREFIXED.exec(header) ?? [];
      const isNote = of.toLowerCase() === 'note' && /^content$/i.test(rest) && entity === main;
      const field = isNote
        ? NOTE_FIELDS[entity]
        : of.toLowerCase() === prefix
          ? fieldOf(prefix, rest)
          : undefined;
      if (field !== undefined && !isTaken(columns, field)) columns[headerKey(header)] = field;
    }
    return { entity, columns };
  });
}

function fieldOf(prefix: string, rest: string): string | undefined {
  const plain = rest.replace(/\s*\(.*\)$/, '').toLowerCase();
  return FIELDS[prefix]?.find(([pattern]) => pattern.test(plain))?.[1];
}

/** Several columns may hold addresses and numbers; of anything else the first counts. */
function isTaken(columns: Readonly<Record<string, string>>, field: string): boolean {
  return field !== 'emails' && field !== 'phones' && Object.values(columns).includes(field);
}
