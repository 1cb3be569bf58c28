import { afterEach, describe, expect, it } from 'vitest';
import { accounts, create, newWorkspace, next, start, stopAll } from './running-desktops.ts';

afterEach(stopAll);

describe('windows of one desktop', () => {
  async function twoWindows() {
    const desktop = start();
    const [first, second] = [desktop.openWindow(), desktop.openWindow()];
    await first.client.call('workspace.create', newWorkspace);
    const id = await create(first.client, 'account', { name: 'Babbage & Co' });
    return { desktop, first, second, ref: { entity: 'account', id } };
  }

  it('see each other’s edits in lists and records', async () => {
    const { first, second, ref } = await twoWindows();
    const list = await second.client.call('query.open', { query: accounts });
    expect(list).toMatchObject({
      ok: true,
      value: { result: { count: 1, rows: [{ name: 'Babbage & Co' }] } },
    });
    await second.client.call('record.open', ref);
    const changed = next(second.client, 'query.rows');
    const shown = next(
      second.client,
      'record.changed',
      ({ view }) => view.row?.['name'] === 'Babbage Ltd',
    );
    await first.client.call('record.update', { ...ref, values: { name: 'Babbage Ltd' } });
    expect((await changed).inPlace.rows).toMatchObject([{ name: 'Babbage Ltd' }]);
    expect(await shown).toMatchObject(ref);
  });

  it('see the title of a linked record change, also of one that was not there yet', async () => {
    const { first, ref } = await twoWindows();
    const part = await create(first.client, 'account', {
      name: 'Engine No. 2',
      parentAccount: ref.id,
    });
    const view = await first.client.call('record.open', { entity: 'account', id: part });
    expect(view.titles[`account/${ref.id}`]).toBe('Babbage & Co');
    const shown = next(
      first.client,
      'record.changed',
      ({ view: { titles } }) => titles[`account/${ref.id}`] === 'Difference Ltd',
    );
    await first.client.call('record.update', { ...ref, values: { name: 'Difference Ltd' } });
    await shown;
  });

  it('see who else is here, in which field, and that they left when their window vanished', async () => {
    const { first, second, ref } = await twoWindows();
    await first.client.call('record.open', ref);
    const both = next(first.client, 'record.changed', ({ view }) => view.people.length === 2);
    await second.client.call('record.open', ref);
    expect((await both).view.people.map(({ name, self }) => [name, self])).toEqual([
      ['Ada Lovelace', true],
      ['Ada Lovelace', false],
    ]);
    const focused = next(first.client, 'record.changed', ({ view }) =>
      view.people.some(({ field }) => field === 'industry'),
    );
    await second.client.call('record.focus', { ...ref, field: 'industry' });
    expect((await focused).view.people.find(({ field }) => field === 'industry')?.self).toBe(false);
    const alone = next(first.client, 'record.changed', ({ view }) => view.people.length === 1);
    second.vanish();
    expect((await alone).view.people).toMatchObject([{ self: true }]);
  });

  it('take an act back and do it again', async () => {
    const { first, ref } = await twoWindows();
    await first.client.call('record.update', { ...ref, values: { name: 'Wrong' } });
    expect(await first.client.call('undo.run', {})).toMatchObject({
      ok: true,
      value: { state: 'undone' },
    });
    expect((await first.client.call('record.open', ref)).row).toMatchObject({
      name: 'Babbage & Co',
    });
    await first.client.call('redo.run', {});
    expect((await first.client.call('record.open', ref)).row).toMatchObject({ name: 'Wrong' });
  });

  it('archive and restore many at once', async () => {
    const { first, ref } = await twoWindows();
    await first.client.call('records.archive', {
      entity: 'account',
      ids: [ref.id],
      archived: true,
    });
    const ids = await first.client.call('query.ids', { query: accounts });
    expect(ids).toEqual({ ok: true, value: [] });
    await first.client.call('records.archive', {
      entity: 'account',
      ids: [ref.id],
      archived: false,
    });
    expect(await first.client.call('query.ids', { query: accounts })).toEqual({
      ok: true,
      value: [ref.id],
    });
  });

  it('find a record by a part of its name once it is indexed', async () => {
    const { first } = await twoWindows();
    await expect
      .poll(async () => (await first.client.call('search', { text: 'bbag', limit: 5 })).hits)
      .toMatchObject([{ entity: 'account', title: 'Babbage & Co' }]);
  });
});
