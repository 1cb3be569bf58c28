import { describe, expect, test } from 'vitest';
import { compileFormula } from './formula.ts';

function run(expression: string, inputs: Readonly<Record<string, unknown>> = {}): unknown {
  const compiled = compileFormula(expression);
  if (!compiled.ok) return `! ${compiled.reason}`;
  const done = compiled.formula.run(inputs);
  return done.ok ? done.value : `! ${done.reason}`;
}

describe('a formula', () => {
  test.each([
    ['amount * 2', { amount: 3.5 }, 7],
    ['2 + amount / 4 - 1', { amount: 2 }, 1.5],
    ['round(amount / 3, 2)', { amount: 10 }, 3.33],
    ['min(amount, 2) + max(amount, 5)', { amount: 4 }, 7],
    ['name + " " + amount', { name: 'A', amount: 2 }, 'A 2'],
    ['account.tier == "A" ? 0.1 : 0.0', { account: { tier: 'A' } }, 0.1],
    ['has(account.tier) ? account.tier : "none"', { account: {} }, 'none'],
    ['"VIP" in tags', { tags: ['VIP'] }, true],
    ['days(start, today)', { start: new Date('2026-03-01'), today: new Date('2026-04-01') }, 31],
    ['start + 30', { start: new Date('2026-01-01') }, new Date('2026-01-31')],
  ])('%s', (expression, inputs, value) => {
    expect(run(expression, inputs)).toEqual(value);
  });

  test.each([
    ['tags.map(t, t)', 'map'],
    ['[1, 2].exists(x, x > 1)', 'exists'],
    ['name.matches("(a+)+$")', 'matches'],
    ['cel.bind(a, 1, a)', 'bind'],
    ['name.split("")', 'split'],
  ])('%s is refused: what repeats has no bound', (expression, name) => {
    expect(run(expression)).toBe(`! there is no function “${name}”`);
  });

  test('has a bound on its size and its depth', () => {
    expect(run(Array.from({ length: 500 }, () => '1').join(' + '))).toMatch(/^! exceeded/);
    expect(run(`${'('.repeat(60)}1${')'.repeat(60)}`)).toMatch(/^! exceeded/);
    expect(run('1'.repeat(3000))).toBe('! it is longer than 2000 characters');
  });

  test('names what it cannot add up', () => {
    expect(run('name * 2', { name: 'A' })).toMatch(/^! no such overload/);
  });
});
