import { beforeEach, describe, expect, test } from 'vitest';
import { customKey } from '../../../crm/kernel/custom/custom-keys.ts';
import { createDisk } from '../store/memory-disk.ts';
import { startLoneEngine, type LoneEngine } from './engine-fixture.ts';

let lone: LoneEngine;
const disk = { now: createDisk() };

beforeEach(async () => {
  disk.now = createDisk();
  lone = await startLoneEngine(disk.now);
});

async function run(name: string, input: unknown): Promise<string> {
  const done = await lone.engine.run(name, input);
  if (!done.ok) throw new Error(`${done.problem.code}: ${done.problem.message}`);
  return done.value.txId;
}

async function addField(values: Readonly<Record<string, unknown>>): Promise<string> {
  const id = lone.newId();
  await run('customField.save', { id, on: 'account', type: 'text', ...values });
  return id;
}

async function newAccount(values: Readonly<Record<string, unknown>>): Promise<string> {
  const id = lone.newId();
  const done = await lone.engine.write([{ entity: 'account', id, values, create: true }], {
    label: 'New',
    batch: '',
  });
  if (!done.ok) throw new Error(done.problem.message);
  return id;
}

const fieldsOf = (entity: string) => lone.deps.registry.entity(entity)?.fields ?? {};

describe('a custom field', () => {
  test('is a field of its entity as soon as it is added, and gone when that is undone', async () => {
    const before = lone.deps.registry.entity('account');
    const id = await addField({ label: 'Region' });
    const key = customKey(id);
    expect(fieldsOf('account')[key]).toMatchObject({ kind: 'text', label: 'Region' });
    expect(lone.deps.registry.entity('account')).not.toBe(before);
    expect(lone.deps.registry.entity('contact')).toBe(lone.deps.registry.entity('contact'));
    const account = await newAccount({ name: 'Acme', [key]: 'North' });
    expect(lone.engine.get('account', account)).toMatchObject({ [key]: 'North' });
    await lone.engine.undo();
    await lone.engine.undo();
    expect(lone.deps.registry.entity('account')).toBe(before);
  });

  test('that is deleted takes its values with it, and restoring it brings them back', async () => {
    const id = await addField({
      label: 'Sizes',
      type: 'multiSelect',
      options: [{ label: 'S' }, { label: 'L' }],
    });
    const mails = await addField({ label: 'Other mails', type: 'emails' });
    const key = customKey(id);
    const address = [{ id: 'a', address: 'a@b.example', primary: true }];
    const account = await newAccount({
      name: 'Acme',
      [key]: ['S', 'L'],
      [customKey(mails)]: address,
    });
    await run('customField.delete', { id });
    await run('customField.delete', { id: mails });
    expect(fieldsOf('account')[key]).toBeUndefined();
    // Work on the record goes on without the field.
    const edit = { entity: 'account', id: account, values: { name: 'Acme 2' }, create: false };
    await lone.engine.write([edit], { label: 'Edit', batch: '' });
    await run('customField.restore', { id });
    await run('customField.restore', { id: mails });
    expect(lone.engine.get('account', account)).toMatchObject({
      name: 'Acme 2',
      [key]: ['L', 'S'],
      [customKey(mails)]: address,
    });
  });

  test('is known before anything is asked after a restart, with the values that wait for it', async () => {
    const id = await addField({ label: 'Stars', type: 'number' });
    const account = await newAccount({ name: 'Acme', [customKey(id)]: 5 });
    await lone.engine.stop();
    lone = await startLoneEngine(disk.now);
    expect(fieldsOf('account')[customKey(id)]).toMatchObject({ kind: 'number' });
    expect(lone.engine.get('account', account)).toMatchObject({ [customKey(id)]: 5 });
  });

  test('stays what kind it is', async () => {
    const id = await addField({ label: 'Region' });
    const done = await lone.engine.run('customField.save', {
      id,
      on: 'account',
      type: 'number',
      label: 'Region',
    });
    expect(done).toMatchObject({ ok: false, problem: { code: 'field-type-fixed' } });
  });

  test('has a label of its own', async () => {
    await addField({ label: 'Region' });
    for (const label of ['region', 'Industry']) {
      const done = await lone.engine.run('customField.save', {
        id: lone.newId(),
        on: 'account',
        type: 'text',
        label,
      });
      expect(done).toMatchObject({ ok: false, problem: { code: 'label-taken' } });
    }
  });

  test('is moved before and behind the others', async () => {
    const [a = '', b = '', c = ''] = [
      await addField({ label: 'A' }),
      await addField({ label: 'B' }),
      await addField({ label: 'C' }),
    ].map(customKey);
    const order = () => Object.keys(fieldsOf('account')).filter((key) => [a, b, c].includes(key));
    expect(order()).toEqual([a, b, c]);
    const last = lone.deps.registry.definitions().fields.find(({ label }) => label === 'C');
    await run('customField.move', { id: last?.id, by: -1 });
    expect(order()).toEqual([a, c, b]);
    await run('customField.move', { id: last?.id, by: -1 });
    expect(order()).toEqual([c, a, b]);
    await run('customField.move', { id: last?.id, by: 1 });
    expect(order()).toEqual([a, c, b]);
  });
});

describe('a custom object', () => {
  test('is an entity with fields and records, and keeps them while it is deleted', async () => {
    const id = lone.newId();
    const name = customKey(id);
    await run('customObject.save', { id, one: 'Site', many: 'Sites' });
    await addField({ on: name, label: 'Account', type: 'link', to: 'account', backLabel: 'Sites' });
    const site = lone.newId();
    const input = { entity: name, id: site, values: { name: 'Plant 1' }, create: true };
    await lone.engine.write([input], { label: 'New site', batch: '' });
    expect(lone.engine.titleOf(name, site)).toBe('Plant 1');
    expect(lone.deps.registry.workModules().at(-1)?.entity.label.many).toBe('Sites');
    await run('customObject.delete', { id });
    expect(lone.deps.registry.entity(name)).toBeUndefined();
    await lone.engine.stop();
    lone = await startLoneEngine(disk.now);
    expect(lone.deps.registry.entity(name)).toBeUndefined();
    await run('customObject.restore', { id });
    expect(lone.engine.get(name, site)).toMatchObject({ name: 'Plant 1' });
  });

  test('bears no name that another kind of record has', async () => {
    const input = { id: lone.newId(), one: 'Deal', many: 'Bargains' };
    expect(await lone.engine.run('customObject.save', input)).toMatchObject({
      ok: false,
      problem: { code: 'name-taken' },
    });
  });
});

describe('a formula', () => {
  test('that needs itself is refused, and says on which way', async () => {
    const a = await addField({
      label: 'A',
      type: 'formula',
      result: 'number',
      expression: '1 + 1',
    });
    const b = await addField({
      label: 'B',
      type: 'formula',
      result: 'number',
      expression: `${customKey(a)} * 2`,
    });
    const done = await lone.engine.run('customField.save', {
      id: a,
      on: 'account',
      type: 'formula',
      label: 'A',
      result: 'number',
      expression: `${customKey(b)} + 1`,
    });
    expect(done).toMatchObject({ ok: false, problem: { code: 'formula-needs-itself' } });
    expect(done.ok ? '' : done.problem.message).toContain('A → B → A');
  });

  test('that cannot be read is refused with the reason', async () => {
    const input = {
      id: lone.newId(),
      on: 'account',
      type: 'formula',
      label: 'X',
      result: 'number',
    };
    for (const expression of ['1 +', 'tags.map(t, t)', '']) {
      expect(await lone.engine.run('customField.save', { ...input, expression })).toMatchObject({
        ok: false,
        problem: { code: 'formula-unreadable' },
      });
    }
  });
});
