/** What may be wrong with records of a kind, each as the question that finds them: a number that opens its records. */
import type { EntityDef } from '../../kernel/entity.ts';
import type { Filter } from '../../kernel/query.ts';
import { staleDaysOf } from './expected-fields.ts';

/** Below it a record says too little; from the other on it is as good as whole. */
export const SPARSE_BELOW = 50;
export const WHOLE_FROM = 80;

export interface Check {
  readonly key: string;
  readonly label: string;
  readonly help: string;
  /** undefined: records of this kind cannot be asked so. */
  readonly filter: (
    entity: EntityDef,
    rule: Readonly<Record<string, unknown>> | undefined,
  ) => Filter | undefined;
}

const SHARE = 'completeness';
const CONTACT = 'lastContact';

export const checks: readonly Check[] = [
  {
    key: 'sparse',
    label: `Less than ${SPARSE_BELOW} % complete`,
    help: 'Half of what a whole record has is not there',
    filter: (entity) =>
      when(entity, SHARE, { field: SHARE, operator: 'lessThan', operand: SPARSE_BELOW }),
  },
  {
    key: 'partial',
    label: `${SPARSE_BELOW} to ${WHOLE_FROM - 1} % complete`,
    help: 'Something is missing',
    filter: (entity) =>
      when(entity, SHARE, {
        field: SHARE,
        operator: 'between',
        operand: [SPARSE_BELOW, WHOLE_FROM - 1],
      }),
  },
  {
    key: 'whole',
    label: `${WHOLE_FROM} % complete or more`,
    help: 'As good as whole',
    filter: (entity) =>
      when(entity, SHARE, { field: SHARE, operator: 'atLeast', operand: WHOLE_FROM }),
  },
  {
    key: 'stale',
    label: 'Stale',
    help: 'Open, and nobody was in touch for as many days as the settings say',
    filter: (entity, rule) => when(entity, CONTACT, staleFilter(entity, staleDaysOf(rule))),
  },
  {
    key: 'unowned',
    label: 'Without an owner',
    help: 'Nobody looks after them',
    filter: (entity) => when(entity, 'owner', { field: 'owner', operator: 'isEmpty' }),
  },
  {
    key: 'email',
    label: 'E-mail looks wrong',
    help: 'A slip in the domain, or one that cannot be',
    filter: (entity) => ofKind(entity, 'emails'),
  },
  {
    key: 'phone',
    label: 'Phone looks wrong',
    help: 'Too short, too long, or no country is known',
    filter: (entity) => ofKind(entity, 'phones'),
  },
  {
    key: 'address',
    label: 'Address looks wrong',
    help: 'No country, or none that there is',
    filter: (entity) => ofKind(entity, 'address'),
  },
];

function when(entity: EntityDef, key: string, filter: Filter): Filter | undefined {
  return Object.hasOwn(entity.fields, key) ? filter : undefined;
}

/** Any field of the kind with a value that is probably a mistake. */
function ofKind(entity: EntityDef, kind: 'emails' | 'phones' | 'address'): Filter | undefined {
  const fields = Object.keys(entity.fields).filter((key) => entity.fields[key]?.kind === kind);
  const asked = fields.map((field) => ({ field, operator: 'looksWrong' }));
  const [only] = asked;
  return asked.length > 1 ? { any: asked } : only;
}

/** With whom nobody was ever in touch counts from when the record was made. */
function staleFilter(entity: EntityDef, days: number): Filter {
  return {
    all: [
      {
        any: [
          { field: CONTACT, operator: 'olderThanDays', operand: days },
          {
            all: [
              { field: CONTACT, operator: 'isEmpty' },
              { field: 'createdAt', operator: 'olderThanDays', operand: days },
            ],
          },
        ],
      },
      ...openOnly(entity),
    ],
  };
}

/** What is done with needs no contact. */
function openOnly({ fields }: EntityDef): readonly Filter[] {
  if (Object.hasOwn(fields, 'closedDate')) return [{ field: 'closedDate', operator: 'isEmpty' }];
  if (!Object.hasOwn(fields, 'convertedAt')) return [];
  return [{ field: 'status', operator: 'noneOf', operand: ['Converted', 'Unqualified', 'Junk'] }];
}
