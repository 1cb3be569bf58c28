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

  test('that is won in the evening is won on the day that the team writes, not on that of UTC', () => {
    const zone = { id: 'w', entity: 'workspace', createdAt: 'x', timeZone: 'America/Los_Angeles' };
    const read = {
      get: () => undefined,
      all: (entity: string) => (entity === 'workspace' ? [zone as unknown as AnyRow] : []),
    };
    const evening = { ...context, read, now: '2024-07-01T02:30:00.000Z' };
    const result = dealOnWrite(deal('Proposal'), inStage('Won'), evening);
    expect(result).toMatchObject({ ok: true, patch: { closedDate: '2024-06-30' } });
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
    expect(after(undefined, inStage('From the future'))).toEqual({
      ...inStage('From the future'),
      stageSince: context.now,
    });
  });

  test('that is moved stands in its stage since then, and one that is moved within it as long as before', () => {
    expect(after(deal('Proposal'), inStage('Negotiation'))).toMatchObject({
      stageSince: context.now,
    });
    const within = { stage: { stage: 'Proposal', rank: 'a7' } };
    expect(after(deal('Proposal'), within)).not.toHaveProperty('stageSince');
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

  test('has every field that its stages and its amount speak of', () => {
    const { options, worth, chance, nextStep, due, since, closed, category } =
      dealEntity.fields.stage;
    const { rate, settled, lines } = dealEntity.fields.amount;
    const named = options.flatMap((option) => [...(option.requires ?? []), ...(option.asks ?? [])]);
    const keys = [...named, worth, chance, nextStep, due, since, closed, category];
    keys.push(rate, settled, lines);
    expect(Object.keys(dealEntity.fields)).toEqual(expect.arrayContaining(keys));
  });
});

describe('the exchange rate of a deal', () => {
  const rates: Readonly<Record<string, unknown>>[] = [
    { currency: 'USD', perUnit: 0.8, validFrom: '2024-01-01' },
    { currency: 'USD', perUnit: 0.9, validFrom: '2024-06-01' },
  ];
  const all = (entity: string): readonly AnyRow[] => (entity === 'rate' ? (rates as never) : []);
  const withRates: RuleContext = { ...context, read: { get: () => undefined, all } };
  const dollars = (amountMinor: number): Values => ({ amount: { amountMinor, currency: 'USD' } });
  const ruled = (before: AnyRow | undefined, patch: Values): Values => {
    const result = dealOnWrite(before, patch, withRates);
    if (!result.ok) throw new Error(result.problem.code);
    return result.patch;
  };

  test.each<readonly [string, AnyRow | undefined, Values, number | undefined]>([
    ['is frozen as it is won', deal('Proposal', dollars(100)), inStage('Won'), 0.9],
    [
      'is that of its closing day',
      deal('Proposal', dollars(100)),
      { ...inStage('Won'), closedDate: '2024-03-01' },
      0.8,
    ],
    ['is frozen as it begins as won', undefined, { ...inStage('Won'), ...dollars(1) }, 0.9],
    [
      'follows a closing day that is corrected',
      deal('Won', { ...dollars(100), closedDate: '2024-06-15', exchangeRate: 0.9 }),
      { closedDate: '2024-05-31' },
      0.8,
    ],
    [
      'is none for a currency without rates',
      deal('Proposal', { amount: { amountMinor: 1, currency: 'GBP' } }),
      inStage('Won'),
      undefined,
    ],
    ['is none while it is open', deal('Proposal', dollars(100)), dollars(200), undefined],
  ])('%s', (_what, before, patch, wanted) => {
    expect(ruled(before, patch)['exchangeRate'] ?? undefined).toBe(wanted);
  });

  test('stays when something else is written, and goes when the deal is opened again', () => {
    const won = deal('Won', { ...dollars(100), closedDate: '2024-03-01', exchangeRate: 0.77 });
    expect(ruled(won, { name: 'Other' })).not.toHaveProperty('exchangeRate');
    expect(ruled(won, { stage: { stage: 'Won', rank: 'a9' } })).not.toHaveProperty('exchangeRate');
    expect(ruled(won, dollars(5))).not.toHaveProperty('exchangeRate');
    expect(ruled(won, inStage('Proposal'))).toMatchObject({ exchangeRate: null });
  });
});

describe('the amount of a deal', () => {
  const line = (unitMinor: number, id = 'l') => ({
    id,
    product: 'p',
    quantity: 2,
    unitPrice: { amountMinor: unitMinor, currency: 'EUR' },
  });
  const euro = (amountMinor: number) => ({ amountMinor, currency: 'EUR' });

  test.each<readonly [string, Values, Values, unknown]>([
    ['is that of its lines as long as there was none', {}, { lines: [line(50)] }, euro(100)],
    [
      'goes along with them',
      { amount: euro(100), lines: [line(50)] },
      { lines: [line(70)] },
      euro(140),
    ],
    [
      'that somebody wrote stays',
      { amount: euro(99), lines: [line(50)] },
      { lines: [line(70)] },
      undefined,
    ],
    ['that is written with them stays', {}, { lines: [line(50)], amount: euro(7) }, euro(7)],
    [
      'stays when the last line goes',
      { amount: euro(100), lines: [line(50)] },
      { lines: [] },
      undefined,
    ],
  ])('%s', (_what, before, patch, wanted) => {
    expect(after(deal('Proposal', before), patch)['amount']).toEqual(wanted);
  });
});

describe('the pipeline of a deal', () => {
  const renewals = {
    id: 'p2',
    createdAt: '2026-01-01',
    name: 'Renewals',
    stages: [
      { id: 's1', label: 'Due', outcome: 'open', probability: 30, rank: 'a0' },
      { id: 's2', label: 'Won', outcome: 'won', probability: 100, rank: 'a0' },
      {
        id: 's3',
        label: 'Gone',
        outcome: 'lost',
        probability: 0,
        rank: 'a0',
        requires: 'lostReason',
      },
    ],
  };
  const all = (entity: string): readonly AnyRow[] =>
    entity === 'pipeline' ? [renewals as never] : [];
  const ruled = (before: AnyRow | undefined, patch: Values) =>
    dealOnWrite(before, patch, { ...context, read: { get: () => undefined, all } });

  test.each<readonly [string, AnyRow | undefined, Values, object]>([
    ['follows its stage', deal('Proposal'), inStage('s1'), { pipeline: 'p2' }],
    ['follows it from the start', undefined, inStage('s1'), { pipeline: 'p2' }],
    [
      'takes it to the stage of the same name',
      deal('Won', { closedDate: '2024-01-02' }),
      { pipeline: 'p2' },
      { pipeline: 'p2', stage: { stage: 's2' }, closedDate: '2024-01-02' },
    ],
    [
      'takes it to the first that is open',
      deal('Proposal'),
      { pipeline: 'p2' },
      { stage: { stage: 's1' } },
    ],
    [
      'counts before a stage of another one, as a file may have both',
      undefined,
      { ...inStage('Won'), pipeline: 'p2' },
      { pipeline: 'p2', stage: { stage: 's2' } },
    ],
    [
      'that is not there changes nothing',
      deal('Proposal'),
      { pipeline: 'nowhere' },
      { pipeline: 'Sales' },
    ],
  ])('%s', (_what, before, patch, wanted) => {
    expect(ruled(before, patch)).toMatchObject({ ok: true, patch: wanted });
  });

  test('says what its own stages require and end', () => {
    expect(ruled(deal('Proposal'), inStage('s3'))).toMatchObject({
      ok: false,
      problem: { fields: ['lostReason'] },
    });
    expect(ruled(deal('s1'), inStage('s2'))).toMatchObject({
      patch: { closedDate: '2024-06-15' },
    });
  });
});
