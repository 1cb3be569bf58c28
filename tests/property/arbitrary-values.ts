/** Any value that a field may hold, the awkward ones among them: total over the kinds, so that a new one is tried too. */
import fc from 'fast-check';
import { kindOf, type FieldDef, type FieldKindName } from '../../crm/kernel/field-kinds.ts';

/** Ids that a value may point to, by entity. */
export type IdsByEntity = ReadonlyMap<string, readonly string[]>;

const nasty = fc.constantFrom(
  '=1+1',
  "'=SUM(A1)",
  '+49 30 123',
  '-',
  '@you',
  'json:5',
  'json:"x"',
  ' spaces ',
  'a;b; c',
  'Yes',
  '1,5',
  '“quoted”, "so"',
  'line\nbreak',
  'line\r\nbreak',
  '\tTab',
  'Ünïcödé 😀',
  'half \ud800',
  'null',
  '0',
  "''",
  "'+5",
  '\u00a0',
  '_x000D_',
);
function text(maxChars: number): fc.Arbitrary<string> {
  return fc
    .oneof(nasty, fc.string({ minLength: 1, maxLength: 20 }), fc.string({ unit: 'grapheme' }))
    .map((value) => value.slice(0, maxChars))
    .filter((value) => value !== '');
}
const day = fc
  .date({ min: new Date('1000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString());
const currency = fc.constantFrom('USD', 'EUR', 'JPY', 'KWD', 'CLF', 'XXX');
const money = fc.record({
  amountMinor: fc.oneof(fc.integer(), fc.maxSafeInteger()),
  currency,
});
const rowId = fc.stringMatching(/^[0-9a-f]{12}$/);
const email = fc.stringMatching(/^[a-z][a-z0-9.+'=-]{0,9}@[a-z]{1,9}\.(com|org|example)$/);
const phone = fc.stringMatching(/^[+=(-]?\d{2,4}[ )-]\d{2,9}$/);
const use = { label: fc.option(text(20), { nil: undefined }) };
const primary = fc.option(fc.boolean(), { nil: undefined });

function numberFor(field: {
  readonly min?: number;
  readonly max?: number;
  readonly integer?: boolean;
}): fc.Arbitrary<number> {
  const min = field.min ?? -1e9;
  const max = field.max ?? 1e9;
  return field.integer === true
    ? fc.integer({ min: Math.ceil(min), max: Math.floor(max) })
    : fc.double({ min, max, noNaN: true }).map((value) => value + 0);
}

function idOf(ids: IdsByEntity, entity: string): fc.Arbitrary<string> {
  const known = ids.get(entity) ?? [];
  // A link may lead to a record that is not here, or not any more.
  return known.length === 0
    ? fc.uuid()
    : fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...known) }, fc.uuid());
}

function option(field: { readonly options: readonly { readonly value: string }[] }) {
  const known = field.options.map(({ value }) => value);
  const strange = text(120);
  return known.length === 0
    ? strange
    : fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...known) }, strange);
}

type Makers = {
  readonly [Name in FieldKindName]: (
    field: Extract<FieldDef, { readonly kind: Name }>,
    ids: IdsByEntity,
  ) => fc.Arbitrary<unknown>;
};

const rowsOf = (row: fc.Arbitrary<{ readonly id: string }>): fc.Arbitrary<unknown> =>
  fc
    .uniqueArray(row, { minLength: 1, maxLength: 4, selector: ({ id }) => id })
    .map((all) => all.map(withoutAbsent));

const MAKERS: Makers = {
  text: ({ maxChars = 500 }) => text(maxChars),
  longText: () => text(2000),
  url: () => fc.webUrl(),
  money: () => money,
  number: numberFor,
  percent: () => fc.integer({ min: 0, max: 10_000 }).map((value) => value / 100),
  date: () => day.map((date) => date.slice(0, 10)),
  dateTime: () => day,
  select: option,
  stage: (field) =>
    fc.record({ stage: option(field), rank: fc.stringMatching(/^[0-9A-Za-z]{1,9}$/) }),
  link: ({ to }, ids) => idOf(ids, to),
  user: (_field, ids) => idOf(ids, 'user'),
  links: ({ to }, ids) => {
    const entities = to === '*' ? [...ids.keys()] : [to];
    const name = fc
      .constantFrom(...entities)
      .chain((entity) => idOf(ids, entity).map((id) => `${entity}/${id}`));
    return fc.uniqueArray(name, { minLength: 1, maxLength: 5 }).map((names) => names.toSorted());
  },
  address: () =>
    fc
      .record(
        {
          street: text(99),
          city: text(99),
          state: text(99),
          postalCode: text(20),
          country: text(99),
        },
        { requiredKeys: [] },
      )
      .filter((value) => Object.keys(value).length > 0),
  geo: () =>
    fc.record({
      lat: fc.double({ min: -90, max: 90, noNaN: true }).map((value) => value + 0),
      lng: fc.double({ min: -180, max: 180, noNaN: true }).map((value) => value + 0),
    }),
  boolean: () => fc.boolean(),
  autoNumber: () => fc.integer({ min: 1, max: 999_999 }),
  emails: () => rowsOf(fc.record({ id: rowId, address: email, ...use, primary })),
  phones: () => rowsOf(fc.record({ id: rowId, number: phone, ...use, primary })),
  multiSelect: (field) =>
    fc
      .uniqueArray(option(field), { minLength: 1, maxLength: 5 })
      .map((members) => members.toSorted()),
  rows: ({ columns }, ids) => {
    const cells = Object.entries(columns).map(([key, column]) => {
      const value = arbitraryValue(column, ids);
      return [
        key,
        column.required === true ? value : fc.option(value, { nil: undefined }),
      ] as const;
    });
    return rowsOf(fc.record({ id: rowId, ...Object.fromEntries(cells) }));
  },
};

/** A value that the field's own schema takes. */
export function arbitraryValue(field: FieldDef, ids: IdsByEntity): fc.Arbitrary<unknown> {
  const make = MAKERS[field.kind] as (field: FieldDef, ids: IdsByEntity) => fc.Arbitrary<unknown>;
  const schema = kindOf(field).schema(field);
  return make(field, ids).filter((value) => value === undefined || schema.safeParse(value).success);
}

function withoutAbsent<Row extends object>(row: Row): Row {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined)) as Row;
}
