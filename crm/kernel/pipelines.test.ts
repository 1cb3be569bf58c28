import { describe, expect, test } from 'vitest';
import { deal } from '../modules/deal/deal.entity.ts';
import { dealStages } from '../modules/deal/stages.ts';
import { derivedId } from './ids.ts';
import { kindOf } from './field-kinds.ts';
import {
  pipelinesOf,
  stageIn,
  stageNamed,
  stagesBeside,
  stagesOf,
  withPipelines,
} from './pipelines.ts';

const BUILT_IN = derivedId('pipeline', 'deal', 'Sales');
const builtIn = (...stages: readonly object[]) => ({
  id: BUILT_IN,
  createdAt: '2026-01-01',
  name: 'Sales',
  stages,
});
const renewals = (more: object = {}) => ({
  id: 'p2',
  createdAt: '2026-01-02',
  name: 'Renewals',
  stages: [
    { id: 's2', label: 'Talking', outcome: 'open', probability: 50, rank: 'a1' },
    { id: 's1', label: 'Due', outcome: 'open', probability: 30, rank: 'a0' },
    {
      id: 's4',
      label: 'Lost',
      outcome: 'lost',
      probability: 0,
      rank: 'a0',
      requires: 'lostReason',
    },
    { id: 's3', label: 'Won', outcome: 'won', probability: 100, rank: 'a0' },
  ],
  ...more,
});
const field = (...records: readonly Readonly<Record<string, unknown>>[]) =>
  withPipelines(deal, records).fields.stage;
const labels = (options: readonly { readonly label: string }[]) =>
  options.map(({ label }) => label);

describe('the built-in pipeline', () => {
  test('is as it comes as long as nobody changed it', () => {
    expect(withPipelines(deal, [])).toBe(deal);
    expect(labels(field(builtIn()).options)).toEqual(labels(dealStages));
  });

  test('keeps everything of a stage that a record does not speak of', () => {
    const { options } = field(builtIn({ id: 'Proposal', label: 'Offer' }));
    const offer = options.find(({ value }) => value === 'Proposal');
    expect(offer).toMatchObject({ label: 'Offer', probability: 65, outcome: 'open' });
    // A file of before still means it.
    expect(offer?.aliases).toContain('Proposal');
  });

  test('has its stages where they were put, and what ends something behind them', () => {
    const moved = field(
      builtIn(
        { id: 'Negotiation', rank: 'Zz' },
        { id: 'Won', rank: 'Z0' },
        { id: 'n', label: 'New', rank: 'a5V', probability: 45 },
      ),
    );
    expect(labels(moved.options)).toEqual([
      'Negotiation',
      'Prospecting',
      'Engaging',
      'Qualification',
      'Needs analysis',
      'Value proposition',
      'Decision makers',
      'New',
      'Proposal',
      'Won',
      'Lost',
    ]);
  });

  test('offers no stage that was removed, and still has its name', () => {
    const stages = field(builtIn({ id: 'Engaging', removed: true }));
    expect(labels(stages.options)).not.toContain('Engaging');
    const value = { stage: 'Engaging', rank: 'a0' };
    const context = { locale: 'en', timeZone: 'UTC', titleOf: () => undefined };
    expect(kindOf(stages).format(value as never, stages, context)).toBe('Engaging');
  });

  test('is not changed by half of a stage', () => {
    expect(labels(field(builtIn({ id: 'half', probability: 5 })).options)).toEqual(
      labels(dealStages),
    );
  });
});

describe('another pipeline', () => {
  test('has its stages behind those of the first, in their order', () => {
    const stages = field(renewals());
    expect(labels(stagesOf(stages, 'p2'))).toEqual(['Due', 'Talking', 'Won', 'Lost']);
    expect(labels(stagesOf(stages, undefined))).toEqual(labels(dealStages));
    expect(labels(stagesBeside(stages, 's1'))).toEqual(['Due', 'Talking', 'Won', 'Lost']);
    expect(labels(stagesBeside(stages, 'From the future'))).toEqual(labels(dealStages));
  });

  test('asks for what it requires, and for what is asked wherever something is lost', () => {
    expect(stagesOf(field(renewals()), 'p2').at(-1)).toMatchObject({
      requires: ['lostReason'],
      asks: ['lostNotes', 'competitor'],
    });
  });

  test('has stages that can be told apart in a file from those of the same name', () => {
    const stages = field(renewals());
    const kind = kindOf(stages);
    const context = { locale: 'en', timeZone: 'UTC', titleOf: () => undefined };
    const parse = {
      dateOrder: 'DMY',
      decimal: '.',
      currency: 'EUR',
      country: 'DE',
      findRecord: () => undefined,
    } as const;
    for (const { value } of stages.options) {
      const text = kind.format({ stage: value, rank: 'a0' }, stages, context);
      expect([text, kind.parse(text, stages, parse)]).toEqual([
        text,
        { ok: true, value: { stage: value, rank: 'a0' } },
      ]);
    }
  });

  test('that was removed lends its stages their names, and is no choice', () => {
    const entity = withPipelines(deal, [renewals({ archivedAt: '2026-02-01' })]);
    expect(entity.fields.pipeline.options).toEqual([{ value: 'Sales', label: 'Sales' }]);
    expect(labels(entity.fields.stage.options)).toEqual(labels(dealStages));
    expect(stageNamed(entity.fields.stage, 's1')?.label).toBe('Due');
  });

  test.each([
    ['Won', 's3'],
    ['Lost', 's4'],
    ['Negotiation', 's1'],
    ['s2', 's2'],
    ['From the future', 's1'],
  ])('takes a deal in %s to %s', (from, to) => {
    expect(stageIn(field(renewals()), 'p2', { stage: from, rank: 'a7' }).stage).toBe(to);
  });
});

test('pipelines are in the order in which they came, the built-in one first', () => {
  const third = renewals({ id: 'p0', createdAt: '2026-01-03', name: 'Partners' });
  const all = pipelinesOf(deal, [third, renewals(), builtIn()]);
  expect(all.map(({ value, isBuiltIn }) => [value, isBuiltIn])).toEqual([
    ['Sales', true],
    ['p2', false],
    ['p0', false],
  ]);
});
