/**
 * The engine against the plainest program that gives the same answers: arrays filtered, sorted and grouped from
 * scratch. Random rows, questions and changes; live answers must equal those of a new run at every step.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AnyRow } from '../../../crm/kernel/entity.ts';
import {
  withRowsInPlace,
  type Filter,
  type Query,
  type QueryResult,
} from '../../../crm/kernel/query.ts';
import { createRowStore } from '../rows/row-store.ts';
import { contextOf, entityNamed, plainAnswer } from './plain-answers.ts';
import { createQueries } from './queries.ts';

/** Small ranges, so that values collide and ties and empty groups happen. */
const words = fc.constantFrom(
  'a',
  'ab ',
  ' ab',
  'a  b',
  'a b',
  'A',
  'ab',
  'á',
  'Berg',
  'berg',
  'Bergström',
  'Bergstrom',
  'straße',
  'z z',
  'Zz',
  'bergstrasse 1',
  'bergstrasse 2',
  '東京',
);
const shopIds = ['s1', 's2', 's3'];
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined, freq: 5 });
const shopRow = fc.record({
  id: fc.constantFrom(...shopIds),
  name: maybe(words),
  tier: maybe(fc.constantFrom('Gold', 'Bronze', 'Tin')),
});
const saleRow = fc.record({
  id: fc.integer({ min: 0, max: 60 }).map((number) => `id-${number}`),
  name: maybe(words),
  tier: maybe(fc.constantFrom('Low', 'High', 'Unheard')),
  value: maybe(
    fc.record({
      amountMinor: fc.integer({ min: -300, max: 300 }),
      currency: fc.constantFrom('EUR', 'JPY'),
    }),
  ),
  count: maybe(fc.integer({ min: -3, max: 3 })),
  on: maybe(fc.constantFrom('2025-12-31', '2026-01-01', '2026-01-02', '2026-02-10')),
  shop: maybe(fc.constantFrom(...shopIds, 'nowhere')),
  tags: maybe(fc.uniqueArray(fc.constantFrom('x', 'y', 'z'), { minLength: 1 })),
  archivedAt: fc.option(fc.constant('2026-01-01T00:00:00.000Z'), { nil: undefined, freq: 8 }),
});

function asRow(entity: string, values: { readonly id: string }): AnyRow {
  const present = Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined),
  );
  return {
    createdAt: '2026-01-01T00:00:00.000Z',
    createdBy: '',
    ...present,
    id: values.id,
    entity,
  };
}

const condition = fc.constantFrom<Filter>(
  { field: 'name', operator: 'contains', operand: 'BERG' },
  { field: 'name', operator: 'isNot', operand: 'a' },
  { field: 'tier', operator: 'anyOf', operand: ['Low', 'Unheard'] },
  { field: 'tier', operator: 'noneOf', operand: ['Low'] },
  { field: 'value', operator: 'moreThan', operand: 0.5 },
  { field: 'count', operator: 'between', operand: [-1, 2] },
  { field: 'on', operator: 'before', operand: '2026-01-02' },
  { field: 'on', operator: 'inLastDays', operand: 1 },
  { field: 'shop', operator: 'isNotEmpty' },
  { field: 'shop', operator: 'anyOf', operand: ['s1', 'nowhere'] },
  { field: 'shop.tier', operator: 'anyOf', operand: ['Gold'] },
  { field: 'shop.name', operator: 'contains', operand: 'berg' },
  { field: 'tags', operator: 'hasAny', operand: ['x'] },
  { field: 'tags', operator: 'isEmpty' },
);
const { filter: anyFilter } = fc.letrec<{ filter: Filter }>((tie) => ({
  filter: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    condition,
    fc.record({ all: fc.array(tie('filter'), { maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('filter'), { maxLength: 3 }) }),
  ),
}));
const sortable = fc.constantFrom(
  'name',
  'tier',
  'value',
  'count',
  'on',
  'shop',
  'shop.tier',
  'shop.name',
  'tags',
  'id',
  'archivedAt',
);
const anySort = fc.record({
  field: sortable,
  direction: fc.constantFrom('ascending' as const, 'descending' as const),
});
const anyQuery: fc.Arbitrary<Query> = fc
  .record({
    filter: maybe(anyFilter),
    text: maybe(fc.constantFrom('berg', 'ber strom', 'a', 'ZZ')),
    sort: fc.array(anySort, { maxLength: 3 }),
    group: maybe(
      fc
        .constantFrom('tier', 'on', 'shop', 'tags', 'shop.tier', 'name')
        .map((field) => ({ field })),
    ),
    archived: maybe(fc.constantFrom('without' as const, 'with' as const, 'only' as const)),
    window: fc.record({
      offset: fc.integer({ min: 0, max: 12 }),
      limit: fc.integer({ min: 0, max: 12 }),
    }),
  })
  .map((query) => ({
    ...(Object.fromEntries(
      Object.entries(query).filter(([, value]) => value !== undefined),
    ) as typeof query),
    entity: 'sale',
    sums: ['value', 'count'],
  })) as fc.Arbitrary<Query>;

function engine() {
  const rows = createRowStore(entityNamed);
  const waiting: (() => void)[] = [];
  let nowMs = 0;
  const queries = createQueries({
    rows,
    entityNamed,
    context: () => contextOf(rows),
    now: () => nowMs,
    schedule: (run) => waiting.push(run),
  });
  const settle = (): void => {
    nowMs += 1000;
    for (let run = waiting.shift(); run !== undefined; run = waiting.shift()) run();
  };
  return { rows, queries, settle };
}

const versionless = ({ version: _version, ...rest }: { readonly version: number }) => rest;

/** A change: a row of one of the two entities put in, or taken out. */
const anyChange = fc.oneof(
  {
    weight: 6,
    arbitrary: saleRow.map((values) => ({
      entity: 'sale',
      id: values.id,
      after: asRow('sale', values),
    })),
  },
  {
    weight: 2,
    arbitrary: shopRow.map((values) => ({
      entity: 'shop',
      id: values.id,
      after: asRow('shop', values),
    })),
  },
  { weight: 1, arbitrary: saleRow.map(({ id }) => ({ entity: 'sale', id, after: undefined })) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(...shopIds).map((id) => ({ entity: 'shop', id, after: undefined })),
  },
);

describe('the engine and the oracle', () => {
  test('give the same answer to any question over any rows, after any changes, live and anew', () => {
    fc.assert(
      fc.property(
        fc.array(saleRow, { maxLength: 40 }),
        fc.array(shopRow, { maxLength: 4 }),
        fc.array(anyQuery, { minLength: 1, maxLength: 4 }),
        fc.array(fc.array(anyChange, { minLength: 1, maxLength: 8 }), { maxLength: 5 }),
        (sales, shops, asked, batches) => {
          const { rows, queries, settle } = engine();
          rows.load(
            'sale',
            sales.map((values) => asRow('sale', values)),
          );
          rows.load(
            'shop',
            shops.map((values) => asRow('shop', values)),
          );
          const open = asked.map((query) => {
            let heard: QueryResult | undefined;
            const opened = queries.open(query, {
              changed: (result) => {
                heard = result;
              },
              rowsChanged: (inPlace) => {
                heard = withRowsInPlace(heard ?? first, inPlace);
              },
            });
            if (!opened.ok) throw new Error(opened.problem.message);
            const first = opened.value.result;
            return { query, live: opened.value, heard: () => heard };
          });
          for (const batch of [[], ...batches]) {
            rows.apply(batch);
            const before = open.map(({ live }) => live.result);
            settle();
            for (const [index, { query, live, heard }] of open.entries()) {
              const expected = plainAnswer(rows, query);
              const anew = queries.run(query);
              const ids = queries.ids(query);
              expect(anew.ok && versionless(anew.value)).toEqual(expected.result);
              expect(ids.ok && ids.value).toEqual(expected.ids);
              expect(versionless(live.result)).toEqual(expected.result);
              if (live.result.version !== before[index]?.version)
                expect(heard()).toEqual(live.result);
            }
          }
        },
      ),
      { numRuns: 250, interruptAfterTimeLimit: 40_000, markInterruptAsFailure: true },
    );
  }, 60_000);

  test('give the same order over thousands of rows, from a heap, from a kept order, and after repairing it', () => {
    fc.assert(
      fc.property(
        fc.array(saleRow, { minLength: 60, maxLength: 60 }),
        fc.array(fc.array(anySort, { minLength: 1, maxLength: 2 }), { minLength: 2, maxLength: 3 }),
        fc.array(anyChange, { minLength: 1, maxLength: 20 }),
        (sales, asked, changes) => {
          const { rows, queries } = engine();
          rows.load(
            'shop',
            shopIds.map((id, index) =>
              asRow('shop', { id, name: ['Berg', 'ab', 'Zz'][index], tier: 'Gold' } as {
                id: string;
              }),
            ),
          );
          // Each of the sixty rows fifty times, so that the ways for many rows are taken and ties abound.
          rows.load(
            'sale',
            sales.flatMap((values, index) =>
              Array.from({ length: 50 }, (_, copy) =>
                asRow('sale', {
                  ...values,
                  id: copy === 0 && index < 20 ? `id-${index}` : `${copy}-${index}`,
                }),
              ),
            ),
          );
          const check = (): void => {
            for (const sort of asked) {
              for (const offset of [0, 700, 1500, 2960]) {
                const window = { offset, limit: 40 };
                const query: Query = { entity: 'sale', archived: 'with', sort, window };
                const answer = queries.run(query);
                const expected = plainAnswer(rows, query);
                expect(answer.ok && answer.value.rows.map(({ id }) => id)).toEqual(
                  expected.result.rows.map(({ id }) => id),
                );
              }
            }
          };
          check();
          rows.apply(changes);
          check();
        },
      ),
      // Thousands of rows a run: looking for a smaller example would take longer than reading this one.
      { numRuns: 8, endOnFailure: true },
    );
  }, 60_000);
});
