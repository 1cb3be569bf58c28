import { expect, test } from 'vitest';
import type { RecordValues, RuleContext } from '../../kernel/command.ts';
import type { AnyRow } from '../../kernel/entity.ts';
import { LAYOUT_ENTITY, layoutId, sectionId, withLayout } from '../../kernel/layout.ts';
import { account } from '../account/account.entity.ts';
import { quote } from '../quote/quote.entity.ts';
import { layoutCommands } from './layout.rules.ts';

const commands = layoutCommands(() => [account, quote]);

function workspace() {
  const rows = new Map<string, AnyRow>();
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
  const put = ({ entity, id, values }: RecordValues): void => {
    const before = rows.get(id) ?? { id, entity, createdAt: 'x', createdBy: 'ada' };
    const set = Object.entries(values).map(([key, value]) => [key, value ?? undefined]);
    rows.set(id, { ...before, ...Object.fromEntries(set) });
  };
  const run = (name: string, input: object, of = 'account'): string => {
    const command = commands.find((one) => one.name === `layout.${name}`);
    const plan = command?.plan({ of, ...input }, context);
    if (plan === undefined) throw new Error(`no command ${name}`);
    if (!plan.ok) return plan.problem.code;
    for (const record of plan.value.records) put(record);
    return 'done';
  };
  const laid = (entity: typeof account | typeof quote = account) =>
    withLayout(entity, rows.get(layoutId(entity.name)), new Map());
  const fieldsOf = (label: string) =>
    laid().sections.find((section) => section.label === label)?.fields;
  return { run, laid, fieldsOf, rows };
}

const [first, second] = account.sections;
if (first === undefined || second === undefined) throw new Error('an account has sections');
const [FIRST, SECOND] = [sectionId('account', first), sectionId('account', second)];

test('a field goes behind the one that is named, or before all of its section', () => {
  const { run, fieldsOf } = workspace();
  const [one = '', two = '', three = ''] = first.fields;
  expect(run('placeField', { field: one, section: FIRST, after: three })).toBe('done');
  expect(fieldsOf(first.label)?.slice(0, 3)).toEqual([two, three, one]);
  expect(run('placeField', { field: one, section: SECOND, after: null })).toBe('done');
  expect(fieldsOf(second.label)?.slice(0, 2)).toEqual([one, second.fields[0]]);
  expect(fieldsOf(first.label)).not.toContain(one);
});

test('what every record needs cannot be hidden; all else can, and shown again', () => {
  const { run, laid } = workspace();
  expect(run('hideField', { field: 'name', hidden: true })).toBe('field-needed');
  expect(run('hideField', { field: 'industry', hidden: true })).toBe('done');
  expect(laid().hidden).toEqual(['industry']);
  expect(run('hideField', { field: 'industry', hidden: false })).toBe('done');
  expect(laid().hidden).toBeUndefined();
});

test('a section of one’s own is added, named, moved and taken away; its fields go back to where they were', () => {
  const { run, laid, fieldsOf } = workspace();
  const [one = ''] = first.fields.slice(1);
  expect(run('addSection', { label: 'Billing' })).toBe('done');
  expect(run('addSection', { label: 'billing' })).toBe('label-taken');
  const id = laid().sections.at(-1)?.id;
  expect(run('renameSection', { section: id, label: first.label })).toBe('label-taken');
  expect(run('renameSection', { section: id, label: 'Invoices' })).toBe('done');
  expect(run('placeSection', { section: id, after: null })).toBe('done');
  expect(run('placeField', { field: one, section: id, after: null })).toBe('done');
  expect(laid().sections[0]).toMatchObject({ label: 'Invoices', added: true, fields: [one] });
  expect(run('removeSection', { section: FIRST })).toBe('record-gone');
  expect(run('removeSection', { section: id })).toBe('done');
  expect(fieldsOf(first.label)).toEqual(first.fields);
});

test('a section that was taken away can be added again, and another one takes the name of one that was renamed', () => {
  const { run, laid } = workspace();
  run('addSection', { label: 'Billing' });
  const id = laid().sections.at(-1)?.id;
  run('removeSection', { section: id });
  expect(run('addSection', { label: 'Billing' })).toBe('done');
  expect(laid().sections.at(-1)?.id).toBe(id);
  run('renameSection', { section: id, label: 'Invoices' });
  expect(run('addSection', { label: 'Billing' })).toBe('done');
  expect(
    laid()
      .sections.slice(-2)
      .map(({ label }) => label),
  ).toEqual(['Invoices', 'Billing']);
});

test('the layout as it came is one act away, and nothing where it is so', () => {
  const { run, laid, rows } = workspace();
  expect(run('reset', {})).toBe('nothing-to-reset');
  run('hideField', { field: 'industry', hidden: true });
  run('addSection', { label: 'Billing' });
  expect(run('reset', {})).toBe('done');
  expect(laid()).toBe(account);
  expect([...rows.values()].filter(({ entity }) => entity === LAYOUT_ENTITY)).toHaveLength(1);
});

test('the lines of a quote stay as wide as the page', () => {
  const { run } = workspace();
  const narrow = quote.sections.find(({ wide }) => wide === undefined);
  const wide = quote.sections.find((section) => section.wide !== undefined);
  if (narrow === undefined || wide === undefined) throw new Error('a quote has both');
  const to = (section: typeof wide, field: string) =>
    run('placeField', { field, section: sectionId('quote', section), after: null }, 'quote');
  expect(to(narrow, 'lines')).toBe('section-too-narrow');
  expect(to(wide, narrow.fields[0] ?? '')).toBe('section-too-narrow');
  expect(to(wide, 'lines')).toBe('done');
});
