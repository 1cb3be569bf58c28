import { describe, expect, it } from 'vitest';
import { filterSchema, type Filter } from '../../../crm/kernel/query.ts';
import { deal } from '../../../crm/modules/deal/deal.entity.ts';
import { withField, withOperator } from './condition-draft.ts';
import {
  draftTree,
  filtersFrom,
  incompleteIn,
  newCondition,
  newGroup,
  replaced,
} from './filter-draft.ts';
import { fieldAt, pathChoices } from './field-paths.ts';

const mine: Filter = { field: 'owner', operator: 'isMe' };
const open: Filter = { field: 'closedDate', operator: 'isEmpty' };
const retail: Filter = { field: 'account.industry', operator: 'anyOf', operand: ['Retail'] };
const counter = () => {
  let last = 0;
  return () => (last += 1);
};

describe('the tree that a person edits', () => {
  it.each<readonly [string, readonly Filter[]]>([
    ['nothing', []],
    ['conditions side by side', [mine, open]],
    ['alternatives', [{ any: [mine, open] }]],
    ['groups within groups', [mine, { any: [open, { all: [mine, retail] }] }]],
  ])('of %s gives the same filter again', (_name, filters) => {
    expect(filtersFrom(deal, draftTree(filters, counter()))).toEqual(filters);
    expect(filterSchema.safeParse({ all: filters }).success).toBe(true);
  });

  it('leaves out what is not complete, and groups that it empties', () => {
    const newId = counter();
    const tree = draftTree([mine], newId);
    const grown = { ...tree, parts: [...tree.parts, newCondition(newId), newGroup(newId)] };
    expect(filtersFrom(deal, grown)).toEqual([mine]);
    expect(incompleteIn(deal, grown)).toBe(2);
  });

  it('loses a group with its last condition', () => {
    const tree = draftTree([mine, { any: [open, retail] }], counter());
    const [, group] = tree.parts;
    if (group === undefined || !('parts' in group)) throw new Error('no group');
    let without = tree;
    for (const { id } of group.parts) without = replaced(without, id, null);
    expect(filtersFrom(deal, without)).toEqual([mine]);
    expect(without.parts).toHaveLength(1);
  });
});

describe('a condition being made', () => {
  it('asks the first thing of a new field, and keeps what was entered while the shape stays', () => {
    const draft = withField(deal, 'closedDate');
    expect(draft.operator).toBe('is');
    const dated = { ...draft, operand: '2026-03-01' };
    expect(withOperator(deal, dated, 'before').operand).toBe('2026-03-01');
    expect(withOperator(deal, dated, 'inPeriod').operand).toBeUndefined();
  });
});

describe('the fields that are offered', () => {
  const all = pathChoices(deal).flatMap(({ items }) => items.map(({ value }) => value));
  it('are its own, those of linked records and the columns of child rows', () => {
    expect(all).toContain('amount');
    expect(all).toContain('createdAt');
    expect(all).toContain('account.industry');
    expect(all).toContain('owner.territory');
    expect(all).toContain('lines.product');
    expect(new Set(all).size).toBe(all.length);
  });

  it('can each be found again by their path', () => {
    for (const path of all) expect(fieldAt(deal, path)?.path).toBe(path);
    expect(fieldAt(deal, 'account.nonsense')).toBeUndefined();
    expect(fieldAt(deal, 'name.length')).toBeUndefined();
  });
});
