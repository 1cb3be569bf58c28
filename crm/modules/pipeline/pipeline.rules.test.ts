import { describe, expect, test } from 'vitest';
import type { RecordValues, RuleContext } from '../../kernel/command.ts';
import type { AnyRow } from '../../kernel/entity.ts';
import { stageNamed, stagesOf, withPipelines } from '../../kernel/pipelines.ts';
import { deal } from '../deal/deal.entity.ts';
import { builtInModules } from '../registry.ts';
import { pipelineCommands } from './pipeline.rules.ts';

const commands = pipelineCommands(() => builtInModules);

/** A workspace of rows that commands are applied to, without an engine. */
function workspace(deals: readonly AnyRow[] = []) {
  const rows = new Map<string, AnyRow>(deals.map((row) => [row.id, row]));
  let ids = 0;
  const context: RuleContext = {
    read: {
      get: (_entity, id) => rows.get(id),
      all: (entity) => [...rows.values()].filter((row) => row.entity === entity),
    },
    actor: 'ada',
    now: '2026-03-10T09:00:00.000Z',
    newId: () => `new-${(ids += 1)}`,
  };
  const put = ({ entity, id, values, archived }: RecordValues): void => {
    const before = rows.get(id) ?? { id, entity, createdAt: '2026-01-01', createdBy: 'ada' };
    rows.set(id, {
      ...before,
      ...values,
      ...(archived === true ? { archivedAt: 'now' } : {}),
    });
  };
  const run = (name: string, input: unknown): string => {
    const command = commands.find((one) => one.name === `pipeline.${name}`);
    const plan = command?.plan(input, context);
    if (plan === undefined) throw new Error(`no command ${name}`);
    if (!plan.ok) return plan.problem.code;
    for (const record of plan.value.records) put(record);
    return 'done';
  };
  const inForce = () => withPipelines(deal, [...context.read.all('pipeline')]).fields.stage;
  const labels = (pipeline?: string) => stagesOf(inForce(), pipeline).map(({ label }) => label);
  return { run, inForce, labels, rows };
}

const dealIn = (id: string, stage: string): AnyRow => ({
  id,
  entity: 'deal',
  createdAt: 'x',
  createdBy: 'ada',
  stage: { stage, rank: 'a3' },
});
const sales = { pipeline: 'Sales' };

describe('a stage', () => {
  test('that is renamed, or gets another chance, stays what it is for its deals', () => {
    const { run, inForce } = workspace();
    expect(run('setStage', { ...sales, stage: 'Proposal', label: 'Offer', probability: 70 })).toBe(
      'done',
    );
    expect(stageNamed(inForce(), 'Proposal')).toMatchObject({ label: 'Offer', probability: 70 });
  });

  test('moves one place at a time, and not past what ends something', () => {
    const { run, labels } = workspace();
    run('moveStage', { ...sales, stage: 'Negotiation', by: -1 });
    expect(labels().slice(6)).toEqual(['Negotiation', 'Proposal', 'Won', 'Lost']);
    run('moveStage', { ...sales, stage: 'Proposal', by: 1 });
    expect(labels().slice(6)).toEqual(['Negotiation', 'Proposal', 'Won', 'Lost']);
    for (let i = 0; i < 9; i++) run('moveStage', { ...sales, stage: 'Negotiation', by: -1 });
    expect(labels()[0]).toBe('Negotiation');
  });

  test('that is added comes last of its kind, and one for losses asks for the reason as the other does', () => {
    const { run, labels, inForce } = workspace();
    run('addStage', { ...sales, label: 'Paper work', outcome: 'open' });
    run('addStage', { ...sales, label: 'No bid', outcome: 'lost' });
    expect(labels().slice(-5)).toEqual(['Negotiation', 'Paper work', 'Won', 'Lost', 'No bid']);
    expect(inForce().options.at(-1)?.requires).toEqual(['lostReason']);
  });

  test('with deals is removed only into another one', () => {
    const { run, labels, rows } = workspace([dealIn('d1', 'Engaging'), dealIn('d2', 'Proposal')]);
    expect(run('removeStage', { ...sales, stage: 'Engaging', into: null })).toBe('stage-in-use');
    expect(run('removeStage', { ...sales, stage: 'Engaging', into: 'Engaging' })).toBe(
      'stage-in-use',
    );
    expect(run('removeStage', { ...sales, stage: 'Engaging', into: 'Proposal' })).toBe('done');
    expect(labels()).not.toContain('Engaging');
    expect(rows.get('d1')?.['stage']).toEqual({ stage: 'Proposal', rank: 'a0' });
    expect(rows.get('d2')?.['stage']).toEqual({ stage: 'Proposal', rank: 'a3' });
  });

  test.each(['Won', 'Lost'])('that is the only one of its outcome stays: %s', (stage) => {
    expect(workspace().run('removeStage', { ...sales, stage, into: null })).toBe('last-stage');
  });

  test('goes several places at once, and never among those of another outcome', () => {
    const { run, labels } = workspace();
    const open = labels('Sales').slice(0, 8);
    const [first = '', ...others] = open;
    run('moveStage', { ...sales, stage: first, by: 3 });
    expect(labels('Sales').slice(0, 8)).toEqual(others.toSpliced(3, 0, first));
    run('moveStage', { ...sales, stage: first, by: -2 });
    expect(labels('Sales').slice(0, 8)).toEqual(others.toSpliced(1, 0, first));
    run('moveStage', { ...sales, stage: first, by: 40 });
    expect(labels('Sales').slice(0, 8)).toEqual(others.toSpliced(1, 0, first));
  });

  test('that is gone is not changed', () => {
    const { run } = workspace();
    run('removeStage', { ...sales, stage: 'Engaging', into: null });
    expect(run('setStage', { ...sales, stage: 'Engaging', label: 'X' })).toBe('record-gone');
    expect(run('moveStage', { ...sales, stage: 'Nothing', by: 1 })).toBe('record-gone');
  });
});

describe('a pipeline', () => {
  test('begins with the stages of another, as stages of its own', () => {
    const { run, labels, inForce, rows } = workspace();
    run('create', { name: 'Renewals', like: 'Sales' });
    const own = [...rows.values()].find((row) => row['name'] === 'Renewals')!;
    expect(labels(own.id)).toEqual(labels('Sales'));
    const values = inForce().options.map(({ value }) => value);
    expect(new Set(values).size).toBe(values.length);
  });

  test('that is removed takes its deals into the stages that mean the same, and is gone', () => {
    const { run, labels, rows, inForce } = workspace();
    run('create', { name: 'Renewals', like: 'Sales' });
    const { id } = [...rows.values()].find((row) => row['name'] === 'Renewals')!;
    const won = stagesOf(inForce(), id).find(({ outcome }) => outcome === 'won')!.value;
    rows.set('d1', dealIn('d1', won));
    expect(run('remove', { pipeline: id, into: id })).toBe('record-gone');
    expect(run('remove', { pipeline: id, into: 'Sales' })).toBe('done');
    expect(rows.get('d1')?.['stage']).toMatchObject({ stage: 'Won' });
    expect(labels(id)).toEqual([]);
  });

  test('that is built in stays, under whichever name', () => {
    const { run, labels } = workspace();
    expect(run('rename', { ...sales, name: 'New business' })).toBe('done');
    expect(labels('Sales')).toHaveLength(10);
    expect(run('remove', { ...sales, into: 'Sales' })).toBe('built-in');
  });
});
