/** A property that cannot fail says nothing: each of these mistakes must be found by it. */
import { expect, test } from 'vitest';
import type { RecordInput } from '../../src-renderer/worker/engine/engine-api.ts';
import { roundTrip, type Fault } from './round-trip.ts';

/** Seeds within which a mistake must show. */
const SEEDS = 8;

/** What is written of a record is changed on its way. */
const writing =
  (change: (record: RecordInput) => RecordInput): Fault =>
  (engine) => ({
    write: (records, act, watch) => engine.write(records.map(change), act, watch),
  });

const without =
  (isLost: (key: string, value: unknown) => boolean) =>
  (record: RecordInput): RecordInput => ({
    ...record,
    values: Object.fromEntries(
      Object.entries(record.values).filter(([key, value]) => !isLost(key, value)),
    ),
  });

const isRows = (value: unknown): value is readonly { readonly id: string }[] =>
  Array.isArray(value) && typeof value[0] === 'object';

const FAULTS: Readonly<Record<string, Fault>> = {
  'what is in the archive stays behind': (engine) => ({
    all: (entity) => [...engine.all(entity)].filter(({ archivedAt }) => archivedAt === undefined),
  }),
  'the archive is forgotten': writing(({ archived: _archived, ...record }) => record),
  'a ticket gets another number': writing(without((key) => key === 'number')),
  'a link is cut': writing(without((key) => key === 'account')),
  'links to many records are cut': writing(without((key) => key === 'about')),
  'tags are lost': writing(without((key) => key === 'tags')),
  'the last of several rows is lost': writing((record) => ({
    ...record,
    values: Object.fromEntries(
      Object.entries(record.values).map(([key, value]) => [
        key,
        isRows(value) ? value.slice(0, -1) : value,
      ]),
    ),
  })),
  "the team's own values are lost": writing(without((key) => /^c[0-9a-f]{32}$/.test(key))),
  'what was deleted comes back': writing(without((key) => key === 'deletedAt')),
  'the book of merges stays behind': (engine) => ({
    all: (entity) => (entity === 'merge' ? [] : engine.all(entity)),
  }),
  'the day of its creation is forgotten': writing(({ stamps: _stamps, ...record }) => record),
  'a rank moves a card': writing((record) => {
    const { stage } = record.values as { stage?: { readonly stage: string } };
    return stage === undefined
      ? record
      : { ...record, values: { ...record.values, stage: { ...stage, rank: 'a0' } } };
  }),
  'notes are empty': () => ({ putIntoBodies: async () => ({ ok: true, value: [] }) }),
};

test.each(Object.entries(FAULTS))('it is noticed when %s', async (_what, fault) => {
  let noticed = false;
  for (let seed = 1; seed <= SEEDS && !noticed; seed++) {
    noticed = await roundTrip(seed, fault).then(
      () => false,
      () => true,
    );
  }
  expect(noticed).toBe(true);
});
