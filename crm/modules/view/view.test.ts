import { describe, expect, it } from 'vitest';
import type { AnyRow } from '../../kernel/entity.ts';
import { checkNew } from '../../kernel/derive.ts';
import type { RuleContext } from '../../kernel/command.ts';
import {
  EMPTY_CONTENT,
  viewContentOf,
  viewValuesOf,
  type ViewContent,
  type ViewRow,
} from './view-content.ts';
import { view } from './view.entity.ts';
import { viewOnWrite } from './view.rules.ts';

const ANNA = '0190a000-0000-7000-8000-000000000001';
const BEN = '0190a000-0000-7000-8000-000000000002';
const as = (actor: string): RuleContext => ({
  actor,
  now: '2026-03-10T09:00:00.000Z',
  newId: () => '',
  read: { get: () => undefined, all: () => [] },
});
const content: ViewContent = {
  conditions: [
    { field: 'owner', operator: 'isMe' },
    { any: [{ field: 'account.industry', operator: 'anyOf', operand: ['Retail'] }] },
  ],
  sort: [{ field: 'amount', direction: 'descending' }],
  group: 'stage',
  collapsed: ['Won', ''],
  columns: { shown: ['name', 'amount'], pinned: ['amount'], widths: { name: 240 } },
  isBoard: false,
  pipeline: null,
  archived: false,
};
const stored = (values: object): Partial<ViewRow> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));

describe('what a view shows', () => {
  it.each([
    ['everything', content],
    ['nothing', EMPTY_CONTENT],
    ['a board of one pipeline', { ...EMPTY_CONTENT, isBoard: true, pipeline: 'Sales' }],
    ['a board of the archive', { ...EMPTY_CONTENT, isBoard: true, archived: true }],
  ])('goes into its record and comes back: %s', (_name, shown) => {
    const values = viewValuesOf(shown);
    expect(checkNew(view, { name: 'Mine', module: 'deal', ...values }).ok).toBe(true);
    expect(viewContentOf(stored(values))).toEqual(shown);
  });

  it('opens without what a newer version wrote and this one cannot read', () => {
    expect(viewContentOf({ filter: '[{"mood":1}]', sorts: 'no json', group: 'stage' })).toEqual({
      ...EMPTY_CONTENT,
      group: 'stage',
    });
  });
});

describe('writing a view', () => {
  const mine = { id: 'v', name: 'Mine', module: 'deal', owner: ANNA } as unknown as AnyRow;
  it('makes whoever creates it its owner', () => {
    const done = viewOnWrite(undefined, { name: 'Mine' }, as(ANNA));
    expect(done).toEqual({ ok: true, patch: { name: 'Mine', owner: ANNA } });
  });

  it('is refused while it is private and somebody else’s', () => {
    expect(viewOnWrite(mine, { name: 'Hers' }, as(BEN)).ok).toBe(false);
    expect(viewOnWrite(mine, { name: 'Hers' }, as(ANNA)).ok).toBe(true);
    expect(viewOnWrite({ ...mine, shared: true }, { name: 'Ours' }, as(BEN)).ok).toBe(true);
  });

  it('is refused when a part of it cannot be read', () => {
    const done = viewOnWrite(mine, { filter: '{' }, as(ANNA));
    expect(done.ok ? '' : done.problem.message).toContain('filter');
  });
});
