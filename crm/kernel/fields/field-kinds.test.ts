import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Json } from '../field-kind.ts';
import { fieldKinds, kindOf, type FieldKindName } from '../field-kinds.ts';
import {
  anyText,
  byId,
  CASES,
  format,
  operating,
  parsing,
} from '../../../tests/field-kinds/kind-cases.ts';

const names = Object.keys(fieldKinds) as FieldKindName[];

describe.each(names)('a field of the kind %s', (name) => {
  const { field, values, notParsed, refused, unreadable, finds } = CASES[name];
  const kind = kindOf(field);
  const schema = kind.schema(field);
  const sorted = (value: unknown): unknown =>
    Array.isArray(value) && typeof value[0] === 'object' ? byId(value as { id: string }[]) : value;

  test('accepts its own values', () => {
    fc.assert(
      fc.property(values, (value) => {
        expect(schema.safeParse(value).success).toBe(true);
      }),
    );
  });

  test.each(refused)('refuses %j', (value) => {
    expect(schema.safeParse(value).success).toBe(false);
  });

  test.runIf(notParsed === undefined)('reads back what it has written for people', () => {
    fc.assert(
      fc.property(values, (value) => {
        const text = kind.format(value as Json, field, format);
        const parsed = kind.parse(text, field, parsing);
        expect([text, parsed.ok && sorted(parsed.value)]).toEqual([text, sorted(value)]);
      }),
    );
  });

  test('reads and offers only what its schema accepts, or says why not; it never throws', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const parsed = kind.parse(text, field, parsing);
        const value = parsed.ok ? parsed.value : parsed.offer;
        expect([text, value === undefined || schema.safeParse(value).success]).toEqual([
          text,
          true,
        ]);
        expect(parsed.ok ? 'was read' : parsed.reason).not.toBe('');
      }),
      { numRuns: 500 },
    );
  });

  test.each(unreadable)('does not read %j', (text) => {
    expect(kind.parse(text, field, parsing)).toMatchObject({
      ok: false,
      reason: expect.stringMatching(/\w/),
    });
  });

  test('sorts equal values together, by keys of one type', () => {
    fc.assert(
      fc.property(values, values, (a, b) => {
        const [keyA, again, keyB] = [a, structuredClone(a), b].map((value) =>
          kind.sortKey(value as Json, field, format),
        );
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
        expect(
          kind
            .groupKeys?.(value as Json, { timeZone: 'UTC' })
            .every((key) => typeof key === 'string') ?? true,
        ).toBe(true);
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
          const malformed = [
            undefined,
            null,
            { a: 1 },
            operator.operand === 'text' ? 5 : 'five',
            [{}],
          ];
          const usable =
            operator.operand === 'choices'
              ? malformed.filter((operand) => operand !== 'five')
              : malformed;
          for (const operand of usable)
            expect(operator.prepare(operand, operating)(value)).toBe(false);
        }),
        { numRuns: 10 },
      );
    }
  });

  // Of yes and no, absent counts as no: there is nothing to ask.
  test.runIf(kind.operators['isEmpty'] !== undefined)('is either empty or not', () => {
    const ask = (operator: string, value: unknown): boolean | undefined =>
      kind.operators[operator]?.prepare(undefined, operating)(value);
    fc.assert(
      fc.property(fc.option(values, { nil: undefined }), (value) => {
        expect(ask('isNotEmpty', value)).toBe(ask('isEmpty', value) === false);
      }),
    );
  });
});

test('numbers, amounts, shares, days and instants sort by their size', () => {
  for (const name of ['number', 'percent', 'date', 'dateTime', 'autoNumber'] as const) {
    const { field, values } = CASES[name];
    fc.assert(
      fc.property(values, values, (a, b) => {
        const [keyA, keyB] = [a, b].map((value) =>
          kindOf(field).sortKey(value as Json, field, format),
        );
        expect((a as number) < (b as number)).toBe((keyA as number) < (keyB as number));
      }),
    );
  }
});

test('choices sort in the order in which they were declared, unknown ones last', () => {
  const { field } = CASES.select;
  const keys = ['Low', 'High', 'mid', 'from a newer version'].map((value) =>
    kindOf(field).sortKey(value, field, format),
  );
  expect(keys).toEqual([0, 1, 2, 3]);
});
