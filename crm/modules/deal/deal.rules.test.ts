import { describe, expect, test } from 'vitest';
import type { RuleContext } from '../../kernel/command.ts';
import type { Values } from '../../kernel/derive.ts';
import type { AnyRow } from '../../kernel/entity.ts';
import { deal as dealEntity } from './deal.entity.ts';
import { dealOnWrite } from './deal.rules.ts';

const context: RuleContext = {
  read: { get: () => undefined, all: () => [] },
  actor: 'ada',
  now: '2024-06-15T10:30:00.000Z',
  newId: () => 'new',
};
const inStage = (stage: string): Values => ({ stage: { stage, rank: 'a0' } });
const reason: Values = { lostReason: 'Price' };
const deal = (stage: string, values: Values = {}): AnyRow => ({
  id: 'd',
  entity: 'deal',
  createdAt: 'x',
  createdBy: 'ada',
  ...inStage(stage),
  ...values,
});

function after(before: AnyRow | undefined, patch: Values): Values {
  const result = dealOnWrite(before, patch, context);
  if (!result.ok) throw new Error(result.problem.code);
  return result.patch;
}

describe('a deal', () => {
  test.each(['Won', 'Lost'])('that is %s gets the day as its closing date', (stage) => {
    const patch = { ...inStage(stage), ...reason };
    expect(after(deal('Proposal'), patch)).toMatchObject({ closedDate: '2024-06-15' });
    expect(after(undefined, patch)).toMatchObject({ closedDate: '2024-06-15' });
  });

  test('keeps the closing date that is given with the stage, or that it has', () => {
    expect(after(deal('Proposal'), { ...inStage('Won'), closedDate: '2024-01-02' })).toMatchObject({
      closedDate: '2024-01-02',
    });
    expect(after(deal('Lost', { closedDate: '2024-01-02' }), inStage('Won'))).toMatchObject({
      closedDate: '2024-01-02',
    });
  });

  test.each(['Proposal', 'Won'])(
    'that was lost and is now in %s loses the reasons for its loss',
    (stage) => {
      const lost = deal('Lost', {
        closedDate: '2024-01-02',
        lostReason: 'Price',
        lostNotes: 'Too dear',
      });
      expect(after(lost, inStage(stage))).toMatchObject({ lostReason: null, lostNotes: null });
    },
  );

  test('that is opened again has no closing date', () => {
    expect(after(deal('Won', { closedDate: '2024-01-02' }), inStage('Negotiation'))).toMatchObject({
      closedDate: null,
    });
  });

  test('that is lost keeps the reasons that are given with it', () => {
    expect(after(deal('Proposal'), { ...inStage('Lost'), lostReason: 'Price' })).toMatchObject({
      lostReason: 'Price',
    });
  });

  test('of a stage that this version does not know counts as open', () => {
    expect(after(undefined, inStage('From the future'))).toEqual(inStage('From the future'));
  });

  test('whose stage is not touched is written as it is', () => {
    const patch = { name: 'New name', closedDate: null };
    expect(after(deal('Won', { closedDate: '2024-01-02' }), patch)).toBe(patch);
  });

  test.each<readonly [what: string, before: AnyRow | undefined, patch: Values]>([
    ['is moved to Lost', deal('Proposal'), inStage('Lost')],
    [
      'is moved to Lost with an empty one',
      deal('Proposal'),
      { ...inStage('Lost'), lostReason: null },
    ],
    ['begins as lost', undefined, inStage('Lost')],
    ['is lost and has its reason cleared', deal('Lost', reason), { lostReason: null }],
  ])('that %s without a reason is refused, naming the field', (_what, before, patch) => {
    expect(dealOnWrite(before, patch, context)).toMatchObject({
      ok: false,
      problem: { code: 'stage-requires-field', fields: ['lostReason'] },
    });
  });

  test.each<readonly [what: string, before: AnyRow, patch: Values]>([
    ['has the reason already', deal('Proposal', reason), inStage('Lost')],
    ['came into Lost by an import and is edited', deal('Lost'), { name: 'New name' }],
    [
      'came into Lost by an import and is moved within it',
      deal('Lost'),
      { stage: { stage: 'Lost', rank: 'a5' } },
    ],
    ['is won', deal('Proposal'), inStage('Won')],
  ])('that %s is not asked for one', (_what, before, patch) => {
    expect(dealOnWrite(before, patch, context)).toMatchObject({ ok: true });
  });

  test('has every field that its stages speak of', () => {
    const { options, worth, chance, nextStep, due, closed, category } = dealEntity.fields.stage;
    const named = options.flatMap((option) => [...(option.requires ?? []), ...(option.asks ?? [])]);
    const keys = [...named, worth, chance, nextStep, due, closed, category];
    expect(Object.keys(dealEntity.fields)).toEqual(expect.arrayContaining(keys));
  });
});
