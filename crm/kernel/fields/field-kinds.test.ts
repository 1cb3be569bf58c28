import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FormatContext, Json, ParseContext } from '../field-kind.ts';
import { fieldKinds, kindOf, type FieldDef, type FieldKindName } from '../field-kinds.ts';
import type { OperatorContext } from '../operators.ts';
import { emailRowId } from './emails.field.ts';
import { optionsOf } from './option-matching.ts';
import { phoneRowId } from './phones.field.ts';

const IDS = ['0190a6b2-0000-7000-8000-000000000001', '0190a6b2-0000-7000-8000-000000000002'] as const;
const TITLES: Readonly<Record<string, string>> = { [IDS[0]]: 'Acme', [IDS[1]]: 'Zenith Systems' };

const parsing: ParseContext = {
  dateOrder: 'DMY',
  decimal: '.',
  currency: 'USD',
  country: 'US',
  findRecord: (_entity, text) => IDS.find((id) => TITLES[id] === text),
};
const format: FormatContext = { locale: 'en', timeZone: 'UTC', titleOf: (_entity, id) => TITLES[id] };
const operating: OperatorContext = { meId: IDS[0], today: '2024-06-15' };

const word = fc.stringMatching(/^[\p{L}\p{N}][\p{L}\p{N}'.-]{0,12}$/u);
/** The marks that parsers treat specially, thrown together. */
const marks = fc.string({ unit: fc.constantFrom(...'0123456789 .,;:-/+()@$€%\'T_xaä\n') });
const line = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(' '));
const day = fc.date({ min: new Date('1000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true });
const cents = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 });
const decimal = (places: number): fc.Arbitrary<number> => cents.map((value) => Number(`${value}e-${places}`) + 0);
const chosen = <Value>(values: readonly Value[]): fc.Arbitrary<Value> => fc.constantFrom(...values);
const email = fc.stringMatching(/^[a-z][a-z0-9.]{0,9}@[a-z]{1,9}\.(com|org|example)$/);
const options = [...optionsOf('Low', 'High'), { value: 'mid', label: 'In between', aliases: ['medium'], offers: ['middling'] }];
const stages = options.map((option) => ({ ...option, probability: 10, outcome: 'open' as const }));
const byId = <Row extends { readonly id: string }>(rows: readonly Row[]): readonly Row[] =>
  rows.toSorted((a, b) => (a.id < b.id ? -1 : 1));
const unique = <Value>(values: readonly Value[]): readonly Value[] => [...new Set(values)];

interface KindCase {
  readonly field: FieldDef;
  /** Values that a text can carry: the others, and why, stand in `lossy`. */
  readonly values: fc.Arbitrary<unknown>;
  /** The kind cannot be read from text; why. */
  readonly notParsed?: string;
  /** What the schema must refuse. */
  readonly refused: readonly unknown[];
  /** What the parser must refuse. */
  readonly unreadable: readonly string[];
  /** Operator, operand, a value that it finds, a value that it does not find. */
  readonly finds: readonly (readonly [operator: string, operand: unknown, hit: unknown, miss: unknown])[];
}

const field = (definition: FieldDef): FieldDef => definition;

/** Total: a new kind does not compile until it stands here too. */
const CASES: Readonly<Record<FieldKindName, KindCase>> = {
  text: {
    field: field({ kind: 'text', label: 'Text' }),
    values: line,
    refused: ['', 'x'.repeat(501), 1],
    unreadable: ['', '   '],
    finds: [
      ['contains', 'CLOSÉ', 'a closet', 'open'],
      ['startsWith', 'a c', 'A  closet', 'closet'],
      ['isEmpty', undefined, undefined, 'x'],
    ],
  },
  longText: {
    field: field({ kind: 'longText', label: 'Text' }),
    values: fc.array(line, { minLength: 1, maxLength: 3 }).map((lines) => lines.join('\n')),
    refused: ['', 'x'.repeat(20_001)],
    unreadable: ['', '\n'],
    finds: [['contains', 'two', 'one\ntwo', 'one']],
  },
  url: {
    field: field({ kind: 'url', label: 'Site' }),
    values: fc.tuple(chosen(['http', 'https']), email).map(([scheme, text]) => `${scheme}://${text.split('@')[1]}/a?b=1`),
    refused: ['javascript:alert(1)', 'ftp://example.org', 'example.org', 'https://'],
    unreadable: ['javascript:alert(1)', 'no site', 'file:///etc/passwd'],
    finds: [['contains', 'acme', 'https://acme.com', 'https://zenith.example']],
  },
  money: {
    field: field({ kind: 'money', label: 'Amount' }),
    values: fc.record({
      amountMinor: cents,
      currency: chosen(['USD', 'EUR', 'JPY', 'KWD', 'CHF', 'CAD', 'INR', 'BRL', 'SEK', 'XOF']),
    }),
    refused: [{ amountMinor: 1.5, currency: 'USD' }, { amountMinor: 1, currency: 'usd' }, 5, { amountMinor: 1 }],
    unreadable: ['', 'many', '1-2', '5 MIO', '1e300'],
    finds: [
      ['moreThan', 10, { amountMinor: 1001, currency: 'USD' }, { amountMinor: 1000, currency: 'USD' }],
      ['between', [1, 2], { amountMinor: 200, currency: 'EUR' }, { amountMinor: 201, currency: 'EUR' }],
    ],
  },
  number: {
    field: field({ kind: 'number', label: 'Count', min: -1_000_000_000, max: 1_000_000_000 }),
    values: decimal(3),
    refused: [Number.NaN, Infinity, '5', 1_000_000_001],
    unreadable: ['', '1.2.3', '0x10', 'five', '2000000000'],
    finds: [
      ['atLeast', 5, 5, 4.9],
      ['lessThan', 0, -1, 0],
      ['isNot', 1, 2, 1],
    ],
  },
  percent: {
    field: field({ kind: 'percent', label: 'Share' }),
    values: fc.integer({ min: 0, max: 10_000 }).map((value) => value / 100),
    refused: [-1, 101, '5'],
    unreadable: ['', '101 %', '-1', 'half'],
    finds: [['atMost', 25, 25, 25.1]],
  },
  date: {
    field: field({ kind: 'date', label: 'Day' }),
    values: day.map((date) => date.toISOString().slice(0, 10)),
    refused: ['2024-02-30', '24-01-01', '2024-01-01T00:00:00Z', 5],
    unreadable: ['', '31-02-2024', 'soon', '13/13/2024', '0'],
    finds: [
      ['before', '2024-06-15', '2024-06-14', '2024-06-15'],
      ['inLastDays', 7, '2024-06-08', '2024-06-07'],
      ['inNextDays', 7, '2024-06-22', '2024-06-14'],
      ['overdue', undefined, '2024-06-14', '2024-06-15'],
    ],
  },
  dateTime: {
    field: field({ kind: 'dateTime', label: 'When' }),
    // The text has no seconds.
    values: day.map((date) => `${date.toISOString().slice(0, 16)}:00.000Z`),
    refused: ['2024-01-01', '2024-01-01T25:00:00.000Z', 'now'],
    unreadable: ['', 'noon', '2024-01-01 25:00', '31-02-2024 10:00'],
    finds: [
      ['is', '2024-06-15', '2024-06-15T23:59:00.000Z', '2024-06-16T00:00:00.000Z'],
      ['onOrAfter', '2024-06-15', '2024-06-15T00:00:00.000Z', '2024-06-14T23:59:59.000Z'],
    ],
  },
  select: {
    field: field({ kind: 'select', label: 'Choice', options }),
    values: chosen(options.map(({ value }) => value)),
    refused: ['', 'x'.repeat(121), null],
    unreadable: ['', 'nothing like it', 'middling'],
    finds: [
      ['anyOf', ['Low', 'mid'], 'mid', 'High'],
      ['noneOf', ['Low'], undefined, 'Low'],
    ],
  },
  stage: {
    field: field({ kind: 'stage', label: 'Stage', options: stages }),
    // A text says the column of the board, not the place in it.
    values: chosen(stages.map(({ value }) => ({ stage: value, rank: 'a0' }))),
    refused: [{ stage: 'Low' }, { stage: 'Low', rank: '' }, { stage: 'Low', rank: 'a b' }, 'Low'],
    unreadable: ['', 'nothing like it'],
    finds: [['anyOf', ['mid'], { stage: 'mid', rank: 'a1' }, { stage: 'Low', rank: 'a1' }]],
  },
  link: {
    field: field({ kind: 'link', label: 'Account', to: 'account' }),
    values: chosen(IDS),
    refused: ['Acme', '', 5],
    unreadable: ['', 'Unknown'],
    finds: [['anyOf', [IDS[0]], IDS[0], IDS[1]]],
  },
  user: {
    field: field({ kind: 'user', label: 'Owner' }),
    values: chosen(IDS),
    refused: ['Acme', ''],
    unreadable: ['', 'Unknown'],
    finds: [
      ['isMe', undefined, IDS[0], IDS[1]],
      ['isNotMe', undefined, IDS[1], IDS[0]],
    ],
  },
  links: {
    field: field({ kind: 'links', label: 'About', to: 'account' }),
    values: fc.uniqueArray(chosen(IDS), { minLength: 1 }).map((ids) => ids.map((id) => `account/${id}`).toSorted()),
    refused: [[IDS[0]], [`deal/${IDS[0]}`], 'x'],
    unreadable: ['Unknown', 'Acme; Unknown'],
    finds: [['hasAny', [`account/${IDS[0]}`], [`account/${IDS[0]}`], [`account/${IDS[1]}`]]],
  },
  address: {
    field: field({ kind: 'address', label: 'Address' }),
    values: fc
      .record({ street: line, city: line, state: line, postalCode: line, country: line }, { requiredKeys: [] })
      .filter((value) => Object.keys(value).length > 0),
    refused: [{}, { street: '' }, { planet: 'Earth' }],
    unreadable: ['', ';;', 'a;b;c;d;e;f'],
    finds: [['contains', 'kenya', { country: 'Kenya' }, { country: 'Norway' }]],
  },
  geo: {
    field: field({ kind: 'geo', label: 'Position' }),
    values: fc.record({
      lat: fc.integer({ min: -9_000_000, max: 9_000_000 }).map((value) => value / 100_000 + 0),
      lng: fc.integer({ min: -18_000_000, max: 18_000_000 }).map((value) => value / 100_000 + 0),
    }),
    refused: [{ lat: 91, lng: 0 }, { lat: 0, lng: 181 }, { lat: 0 }],
    unreadable: ['', '1', '91, 0', '1, 2, 3', 'here'],
    finds: [['isNotEmpty', undefined, { lat: 0, lng: 0 }, undefined]],
  },
  boolean: {
    field: field({ kind: 'boolean', label: 'Active' }),
    values: fc.boolean(),
    refused: ['yes', 1, null],
    unreadable: ['', 'maybe'],
    finds: [
      ['isTrue', undefined, true, undefined],
      ['isFalse', undefined, undefined, true],
    ],
  },
  autoNumber: {
    field: field({ kind: 'autoNumber', label: 'Number', prefix: 'T-' }),
    values: fc.integer({ min: 1, max: 10_000_000 }),
    refused: [0, 1.5, '1'],
    unreadable: ['', 'T-', 'T-0', 'T-x'],
    finds: [['is', 7, 7, 8]],
  },
  emails: {
    field: field({ kind: 'emails', label: 'E-mails' }),
    // A text has the addresses; uses and the primary mark it cannot carry.
    values: fc
      .array(email, { minLength: 1, maxLength: 4 })
      .map((all) => byId(unique(all).map((address) => ({ id: emailRowId(address), address })))),
    refused: [[{ id: 'x', address: 'nobody' }], [{ address: 'a@b.c' }], ['a@b.c']],
    unreadable: ['', 'nobody', 'a@b.c; nobody', '@b.c'],
    finds: [['contains', '@ACME', [{ id: 'x', address: 'ada@acme.com' }], [{ id: 'x', address: 'ada@zenith.example' }]]],
  },
  phones: {
    field: field({ kind: 'phones', label: 'Phones' }),
    values: fc
      .array(fc.integer({ min: 1000, max: 9999 }), { minLength: 1, maxLength: 4 })
      .map((all) => byId(unique(all).map((end) => `+1 212 555 ${end}`).map((number) => ({ id: phoneRowId(number), number })))),
    refused: [[{ id: 'x', number: 'none' }], [{ id: 'x', number: '1'.repeat(61) }]],
    unreadable: ['', 'none', '1'],
    finds: [['contains', '(0)212 5', [{ id: 'x', number: '+1 212 555 1234' }], [{ id: 'x', number: '+1 646 555 1234' }]]],
  },
  multiSelect: {
    field: field({ kind: 'multiSelect', label: 'Tags', open: true, options }),
    values: fc.uniqueArray(chosen([...options.map(({ value }) => value), 'own words']), { minLength: 1 }).map((v) => v.toSorted()),
    refused: [[''], 'Low', ['x'.repeat(121)]],
    unreadable: [],
    finds: [
      ['hasAny', ['Low'], ['High', 'Low'], ['High']],
      ['hasNone', ['Low'], undefined, ['Low']],
    ],
  },
  rows: {
    field: field({
      kind: 'rows',
      label: 'Lines',
      rowLabel: 'line',
      columns: { quantity: { kind: 'number', label: 'Quantity', required: true }, price: { kind: 'money', label: 'Price' } },
    }),
    values: fc.array(fc.record({ id: word, quantity: fc.integer() }), { maxLength: 3 }),
    notParsed: 'a table does not fit into one cell',
    refused: [[{ id: 'a' }], [{ id: 'a', quantity: 'x' }], [{ quantity: 1 }], [{ id: 'a', quantity: 1, price: 5 }]],
    unreadable: ['', '1 line'],
    finds: [['isEmpty', undefined, [], [{ id: 'a', quantity: 1 }]]],
  },
};

const names = Object.keys(fieldKinds) as FieldKindName[];

describe.each(names)('a field of the kind %s', (name) => {
  const { field, values, notParsed, refused, unreadable, finds } = CASES[name];
  const kind = kindOf(field);
  const schema = kind.schema(field);
  const sorted = (value: unknown): unknown =>
    Array.isArray(value) && typeof value[0] === 'object' ? byId(value as { id: string }[]) : value;

  test('accepts its own values', () => {
    fc.assert(fc.property(values, (value) => schema.safeParse(value).success));
  });

  test.each(refused)('refuses %j', (value) => {
    expect(schema.safeParse(value).success).toBe(false);
  });

  test.runIf(notParsed === undefined)('reads back what it has written for people', () => {
    fc.assert(
      fc.property(values, (value) => {
        const text = kind.format(value as Json, field, format);
        const parsed = kind.parse(text, field, parsing);
        expect(parsed.ok && sorted(parsed.value), text).toEqual(sorted(value));
      }),
    );
  });

  test('reads only what its schema accepts, and never throws, whatever the text', () => {
    fc.assert(
      fc.property(fc.oneof(marks, marks, fc.string({ unit: 'grapheme' }), line), (text) => {
        const parsed = kind.parse(text, field, parsing);
        if (parsed.ok) expect(schema.safeParse(parsed.value).success, text).toBe(true);
        else expect(parsed.reason).not.toBe('');
        if (!parsed.ok && parsed.offer !== undefined) expect(schema.safeParse(parsed.offer).success).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test.each(unreadable)('does not read %j', (text) => {
    expect(kind.parse(text, field, parsing)).toMatchObject({ ok: false, reason: expect.stringMatching(/\w/) });
  });

  test('sorts equal values together, by keys of one type', () => {
    fc.assert(
      fc.property(values, values, (a, b) => {
        const [keyA, again, keyB] = [a, structuredClone(a), b].map((value) => kind.sortKey(value as Json, field, format));
        expect(again).toBe(keyA);
        expect(typeof keyB).toBe(typeof keyA);
      }),
    );
  });

  test('has something to show, and texts to find it by, for every value', () => {
    fc.assert(
      fc.property(values, (value) => {
        expect(kind.format(value as Json, field, format)).not.toBe('');
        expect(typeof kind.searchText(value as Json, field)).toBe('string');
        expect(kind.groupKeys?.(value as Json).every((key) => typeof key === 'string') ?? true).toBe(true);
      }),
    );
  });

  test.each(finds)('is found by “%s” %j', (operator, operand, hit, miss) => {
    const prepared = kind.operators[operator]?.prepare(operand, operating);
    expect(prepared?.(hit)).toBe(true);
    expect(prepared?.(miss)).toBe(false);
  });

  test('is found by no operator whose operand is malformed', () => {
    for (const operator of Object.values(kind.operators)) {
      if (operator.operand === 'none') continue;
      fc.assert(
        fc.property(values, (value) => {
          const malformed = [undefined, null, { a: 1 }, operator.operand === 'text' ? 5 : 'five', [{}]];
          const usable = operator.operand === 'choices' ? malformed.filter((operand) => operand !== 'five') : malformed;
          for (const operand of usable) expect(operator.prepare(operand, operating)(value)).toBe(false);
        }),
        { numRuns: 10 },
      );
    }
  });

  test('is either empty or not, where it can be asked', () => {
    const { isEmpty, isNotEmpty } = kind.operators;
    if (isEmpty === undefined || isNotEmpty === undefined) {
      expect(name).toBe('boolean');
      return;
    }
    fc.assert(
      fc.property(fc.option(values, { nil: undefined }), (value) => {
        const empty = isEmpty.prepare(undefined, operating)(value);
        expect(isNotEmpty.prepare(undefined, operating)(value)).toBe(!empty);
      }),
    );
  });
});

test('numbers, amounts, shares, days and instants sort by their size', () => {
  for (const name of ['number', 'percent', 'date', 'dateTime', 'autoNumber'] as const) {
    const { field, values } = CASES[name];
    fc.assert(
      fc.property(values, values, (a, b) => {
        const [keyA, keyB] = [a, b].map((value) => kindOf(field).sortKey(value as Json, field, format));
        expect((a as number) < (b as number)).toBe((keyA as number) < (keyB as number));
      }),
    );
  }
});

test('choices sort in the order in which they were declared, unknown ones last', () => {
  const { field } = CASES.select;
  const keys = ['Low', 'High', 'mid', 'from a newer version'].map((value) => kindOf(field).sortKey(value, field, format));
  expect(keys).toEqual([0, 1, 2, 3]);
});
