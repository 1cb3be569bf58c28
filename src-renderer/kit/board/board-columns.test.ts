import { describe, expect, test } from 'vitest';
import type { Id } from '../../../crm/kernel/ids.ts';
import { entityNamed, modules } from '../../../crm/modules/registry.ts';
import { cardFieldsOf, daysInStage, nextStepOf } from './card-facts.ts';
import { columnSelection, stageColumns, stageFieldOf } from './stage-columns.ts';

const deal = entityNamed('deal')!;
const stages = stageFieldOf(deal)!;
const group = (key: string, count: number, amount: number) => ({
  key,
  label: key,
  count,
  sums: { amount: { EUR: amount } },
});

describe('a board', () => {
  test('is there for every entity with stages, and for no other', () => {
    const boards = modules.filter(({ entity }) => stageFieldOf(entity) !== undefined);
    expect(boards.map(({ entity }) => entity.name)).toEqual(['deal']);
  });

  test('has a column a stage, empty ones too, and those that end something last', () => {
    const columns = stageColumns(stages, [group('Won', 3, 900), group('Proposal', 2, 500)]);
    expect(columns.map(({ stage }) => stage)).toEqual(
      stages.field.options.map(({ value }) => value),
    );
    expect(columns.at(-2)).toMatchObject({ stage: 'Won', count: 3, sums: { EUR: 900 } });
    expect(columns[0]).toMatchObject({ stage: 'Prospecting', count: 0, sums: {} });
  });

  test('shows a stage of a newer version between the open ones and the ends', () => {
    const columns = stageColumns(stages, [group('From the future', 1, 5)]);
    expect(columns.map(({ stage }) => stage).slice(-4)).toEqual([
      'Negotiation',
      'From the future',
      'Won',
      'Lost',
    ]);
  });

  test('asks for a column within what the list is filtered by, in the order of the places', () => {
    const filter = { field: 'name', operator: 'contains', operand: 'x' };
    expect(columnSelection({ entity: 'deal', sort: [], filter }, stages, 'Won')).toEqual({
      entity: 'deal',
      filter: { all: [filter, { field: 'stage', operator: 'anyOf', operand: ['Won'] }] },
      sort: [{ field: 'stage.place', direction: 'ascending' }],
    });
  });
});

describe('a card', () => {
  test('shows the first link and the first person of the list', () => {
    expect(cardFieldsOf(deal)).toEqual({ link: 'account', user: 'owner' });
  });

  const row = { id: 'd' as Id, entity: 'deal', createdAt: 'x', createdBy: 'x' } as const;
  test.each([
    ['without a next step', {}, 'none'],
    ['with a blank one', { nextStep: ' ' }, 'none'],
    ['with one', { nextStep: 'Call' }, 'planned'],
    ['with one, due today', { nextStep: 'Call', expectedCloseDate: '2026-03-10' }, 'planned'],
    ['with one, due yesterday', { nextStep: 'Call', expectedCloseDate: '2026-03-09' }, 'late'],
    ['without one, due yesterday', { expectedCloseDate: '2026-03-09' }, 'late'],
  ] as const)('%s says so', (_what, values, wanted) => {
    expect(nextStepOf(stages.field, 'open', { ...row, ...values }, '2026-03-10')).toBe(wanted);
    expect(nextStepOf(stages.field, 'won', { ...row, ...values }, '2026-03-10')).toBeUndefined();
  });

  test.each([
    ['today', { stageSince: '2026-03-10T09:00:00.000Z' }, 0],
    ['since last week', { stageSince: '2026-03-03T23:00:00.000Z' }, 7],
    ['across a month', { stageSince: '2026-02-28T00:00:00.000Z' }, 10],
    ['as an import brought it', {}, 4],
  ])('that stands in its stage %s says for how many days', (_what, values, wanted) => {
    const came = { ...row, createdAt: '2026-03-06T08:00:00.000Z', ...values };
    const when = { today: '2026-03-10', timeZone: 'UTC' };
    expect(daysInStage(stages.field, 'open', came, when)).toBe(wanted);
    expect(daysInStage(stages.field, 'won', came, when)).toBeUndefined();
  });

  test('that came into it this morning stands there for no day, wherever the morning was', () => {
    const came = { ...row, stageSince: '2026-03-09T23:00:00.000Z' };
    const when = { today: '2026-03-10', timeZone: 'Asia/Tokyo' };
    expect(daysInStage(stages.field, 'open', came, when)).toBe(0);
  });
});
