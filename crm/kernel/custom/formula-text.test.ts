import { expect, test } from 'vitest';
import { pathsIn, renamed } from './formula-text.ts';

test.each([
  ['amount * 2', ['amount']],
  ['account.tier == "account.name" ? 1 : fee', ['account.tier', 'fee']],
  ['account.owner.name', ['account.owner']],
  ["round(amount / 1e3, 2) + size('amount')", ['amount']],
  ['name.startsWith("x") || account.name . contains( "y" )', ['name', 'account.name']],
  ['has(account.tier)', ['account.tier']],
])('%s reads its fields and nothing that stands in quotes', (expression, paths) => {
  expect(pathsIn(expression)).toEqual(paths);
});

test('names are replaced by keys and back, functions and texts stay', () => {
  const keys: Readonly<Record<string, string>> = { region: 'c01', amount: 'amount' };
  const names = Object.fromEntries(Object.entries(keys).map(([name, key]) => [key, name]));
  const written = 'size(region) > 2 ? "region" : account.region + region.trim()';
  const own = (map: typeof keys) => (name: string, before: readonly string[]) =>
    before.length === 0 ? (map[name] ?? name) : name;
  const stored = renamed(written, own(keys));
  expect(stored).toBe('size(c01) > 2 ? "region" : account.region + c01.trim()');
  expect(renamed(stored, own(names))).toBe(written);
});
