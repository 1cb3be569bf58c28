import { expect, test } from 'vitest';
import type { RuleContext } from '../../kernel/command.ts';
import { rateOnWrite, setRate } from './rate.rules.ts';

const context: RuleContext = {
  read: { get: () => undefined, all: () => [] },
  actor: 'ada',
  now: '2026-03-10T09:00:00.000Z',
  newId: () => 'new',
};
const planned = (input: unknown) => {
  const plan = setRate.plan(input, context);
  return plan.ok ? plan.value.records : plan.problem.code;
};
const dollar = { currency: 'USD', perUnit: 0.9, validFrom: '2026-01-01' };

test('a rate said twice for one day is one record, and one that was taken away is there again', () => {
  const [first] = planned(dollar) as readonly { id: string }[];
  const [again] = planned({ ...dollar, perUnit: 0.95 }) as readonly { id: string }[];
  expect(again?.id).toBe(first?.id);
  expect(again).toMatchObject({ create: true, archived: false, values: { perUnit: 0.95 } });
});

test('rates of two days, or of two currencies, are two records', () => {
  const ids = [dollar, { ...dollar, validFrom: '2026-02-01' }, { ...dollar, currency: 'GBP' }].map(
    (input) => (planned(input) as readonly { id: string }[])[0]?.id,
  );
  expect(new Set(ids).size).toBe(3);
});

test.each([{ currency: 'dollar' }, { validFrom: 'soon' }, { perUnit: '1' }])(
  'a rate with %j is not taken',
  (wrong) => {
    expect(planned({ ...dollar, ...wrong })).toBe('invalid-input');
  },
);

test.each([0, -1])('a rate of %d is refused, naming the field', (perUnit) => {
  expect(rateOnWrite(undefined, { ...dollar, perUnit }, context)).toMatchObject({
    ok: false,
    problem: { fields: ['perUnit'] },
  });
});
