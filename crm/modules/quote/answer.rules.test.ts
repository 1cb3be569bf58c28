import { beforeEach, describe, expect, test } from 'vitest';
import type { CommandDef, RuleContext } from '../../kernel/command.ts';
import type { Values } from '../../kernel/derive.ts';
import type { AnyRow } from '../../kernel/entity.ts';
import { lineTotals } from '../../kernel/fields/line-totals.ts';
import { ok } from '../../kernel/result.ts';
import { dealOnWrite } from '../deal/deal.rules.ts';
import { acceptQuote, declineQuote } from './answer.rules.ts';
import type { QuoteRow } from './quote.entity.ts';
import { makeQuote, moveQuote, reviseQuote } from './quote.rules.ts';
import { standingOf } from './standing.ts';

const id = (n: number): string => `0192f000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const [DEAL, ONE, TWO, THREE] = [id(1), id(2), id(3), id(4)];
const NOW = '2026-03-10T12:00:00.000Z';
const eur = (amountMinor: number) => ({ amountMinor, currency: 'EUR' });

let rows: Map<string, AnyRow>;
let made = 0;
const context: RuleContext = {
  read: {
    get: (entity, of) => rows.get(`${entity}/${of}`),
    all: (entity) => [...rows.values()].filter((row) => row.entity === entity),
  },
  actor: 'ada',
  now: NOW,
  newId: () => id(100 + ++made),
};

function put(entity: string, of: string, values: Values): void {
  rows.set(`${entity}/${of}`, {
    ...rows.get(`${entity}/${of}`),
    id: of,
    entity,
    createdAt: NOW,
    createdBy: 'ada',
    ...values,
  });
}

/** What the engine does with a plan: the rules of the records' own kinds run over it. */
function run(command: CommandDef, input: unknown): string {
  const planned = command.plan(input, context);
  if (!planned.ok) return planned.problem.code;
  const written = planned.value.records.map(({ entity, id: of, values }) => {
    const before = rows.get(`${entity}/${of}`);
    const done = entity === 'deal' ? dealOnWrite(before, values, context) : ok(values);
    return { entity, of, done };
  });
  for (const { done } of written) if (!done.ok) return done.problem.code;
  for (const { entity, of, done } of written) {
    const patch = 'patch' in done ? done.patch : 'value' in done ? done.value : {};
    const next = { ...rows.get(`${entity}/${of}`), ...patch };
    rows.delete(`${entity}/${of}`);
    put(entity, of, Object.fromEntries(Object.entries(next).filter(([, value]) => value !== null)));
  }
  return 'done';
}

const quote = (of: string): AnyRow => rows.get(`quote/${of}`) as AnyRow;
const deal = (): AnyRow => rows.get(`deal/${DEAL}`) as AnyRow;
const standing = (of: string): string => standingOf({ ...quote(of) } as QuoteRow, '2026-03-10');

beforeEach(() => {
  rows = new Map();
  const lines = [{ id: 'a', product: 'p1', quantity: 2, unitPrice: eur(100_00), discount: 10 }];
  put('deal', DEAL, {
    name: 'Rockets',
    account: 'acme',
    contacts: [
      { id: 'x', contact: 'bob', role: 'Influencer' },
      { id: 'y', contact: 'eve', role: 'Decision Maker' },
    ],
    stage: { stage: 'Proposal', rank: 'a0' },
    amount: eur(180_00),
    lines,
  });
  for (const [of, price] of [
    [ONE, 90_00],
    [TWO, 80_00],
  ] as const)
    put('quote', of, {
      name: 'Rockets',
      deal: DEAL,
      status: 'Sent',
      lines: [{ id: 'n', group: 'Hardware', quantity: 2, unitPrice: eur(price), tax: 19 }],
      discount: 5,
    });
});

describe('a quote made from a deal', () => {
  test('has its lines, its customer and whoever decides there', () => {
    expect(run(makeQuote, { deal: DEAL })).toBe('done');
    expect(quote(id(100 + made))).toMatchObject({
      name: 'Rockets',
      deal: DEAL,
      account: 'acme',
      contact: 'eve',
      owner: 'ada',
      status: 'Draft',
      validUntil: '2026-04-09',
      lines: deal()['lines'],
    });
  });

  test('offers the whole deal at its amount where it has no lines', () => {
    put('deal', DEAL, { lines: undefined });
    run(makeQuote, { deal: DEAL });
    expect(quote(id(100 + made))['lines']).toEqual([
      { id: 'all', description: 'Rockets', quantity: 1, unitPrice: eur(180_00) },
    ]);
  });

  test('is revised as another draft, and what was sent stays as it was sent', () => {
    const before = quote(ONE);
    expect(run(reviseQuote, { quote: ONE })).toBe('done');
    expect(quote(id(100 + made))).toMatchObject({
      status: 'Draft',
      revisionOf: ONE,
      lines: before['lines'],
      discount: 5,
    });
    expect(quote(ONE)).toEqual(before);
  });
});

describe('a quote that was sent', () => {
  test.each([
    ['Draft', undefined, 'Draft'],
    ['Sent', '2026-03-10', 'Sent'],
    ['Sent', '2026-03-09', 'Expired'],
    ['Draft', '2026-03-09', 'Draft'],
    ['Accepted', '2026-03-09', 'Accepted'],
    ['Declined', '2026-03-09', 'Declined'],
  ])('and is %s, valid until %s, stands as %s', (status, validUntil, expected) => {
    expect(standingOf({ status, validUntil }, '2026-03-10')).toBe(expected);
  });

  test('is not sent when it would have run out already', () => {
    put('quote', ONE, { status: 'Draft', validUntil: '2026-03-09' });
    expect(run(moveQuote, { quote: ONE, to: 'Sent' })).toBe('quote-ran-out');
    put('quote', ONE, { validUntil: '2026-03-10' });
    expect(run(moveQuote, { quote: ONE, to: 'Sent' })).toBe('done');
    expect(quote(ONE)).toMatchObject({ status: 'Sent', sentAt: NOW });
  });
});

describe('accepting a quote', () => {
  test('makes its net the amount of the deal, also where somebody had typed another', () => {
    put('deal', DEAL, { amount: eur(999_00) });
    expect(run(acceptQuote, { quote: ONE })).toBe('done');
    // 2 × 90 less 5 %.
    expect(deal()['amount']).toEqual(eur(171_00));
  });

  test('of words alone leaves the amount of its deal', () => {
    put('deal', DEAL, { amount: eur(999_00), lines: undefined });
    put('quote', ONE, { lines: undefined });
    expect(run(acceptQuote, { quote: ONE })).toBe('done');
    expect(deal()['amount']).toEqual(eur(999_00));
  });

  test('wins its deal with its lines, to the cent, and declines the others', () => {
    expect(run(acceptQuote, { quote: ONE })).toBe('done');
    expect([standing(ONE), standing(TWO)]).toEqual(['Accepted', 'Declined']);
    expect(deal()).toMatchObject({
      stage: { stage: 'Won' },
      closedDate: '2026-03-10',
      // 2 × 90.00, 5 % off.
      amount: eur(171_00),
      lines: [{ id: 'n', quantity: 2, unitPrice: eur(90_00), discount: 5, tax: 19 }],
    });
    expect(lineTotals(deal()['lines'])?.net).toEqual(deal()['amount']);
  });

  test('moves the deal where the person says, if it may stand there', () => {
    expect(run(acceptQuote, { quote: ONE, stage: 'Negotiation' })).toBe('done');
    expect(deal()).toMatchObject({ stage: { stage: 'Negotiation' } });
    expect(deal()).not.toHaveProperty('closedDate');
    expect(run(acceptQuote, { quote: TWO })).toBe('other-quote-accepted');
  });

  test('is refused where the stage needs more, and goes through with it', () => {
    expect(run(acceptQuote, { quote: ONE, stage: 'Lost' })).toBe('stage-requires-field');
    expect(
      run(acceptQuote, { quote: TWO, stage: 'Lost', said: { deal: { lostReason: 'Price' } } }),
    ).toBe('done');
  });

  test('is refused twice, and after a no; a no after a yes takes the yes back', () => {
    run(acceptQuote, { quote: ONE });
    expect(run(acceptQuote, { quote: ONE })).toBe('quote-answered');
    expect(run(acceptQuote, { quote: TWO })).toBe('other-quote-accepted');
    expect(run(declineQuote, { quote: ONE, because: 'Budget was cut' })).toBe('done');
    expect(standing(ONE)).toBe('Declined');
    expect(run(acceptQuote, { quote: ONE })).toBe('quote-answered');
    put('quote', THREE, { name: 'New', deal: DEAL, status: 'Sent' });
    expect(run(acceptQuote, { quote: THREE })).toBe('done');
  });

  test('of two at once leaves both as accepted, until somebody says which one counts', () => {
    // As the merge leaves them: each desktop accepted one and declined the other, one of the two won.
    put('quote', ONE, { status: 'Declined', acceptedAt: NOW, declinedBecause: 'Another quote' });
    put('quote', TWO, { status: 'Accepted', acceptedAt: NOW, declinedBecause: 'Another quote' });
    expect([standing(ONE), standing(TWO)]).toEqual(['Accepted', 'Accepted']);
    expect(run(acceptQuote, { quote: ONE })).toBe('done');
    expect([standing(ONE), standing(TWO)]).toEqual(['Accepted', 'Declined']);
    expect(quote(ONE)).not.toHaveProperty('declinedBecause');
    expect(deal()['amount']).toEqual(eur(171_00));
  });
});
