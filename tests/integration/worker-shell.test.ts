import { sampleId as idOfSample } from '../../crm/samples/sample-record.ts';
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, describe, expect, it } from 'vitest';
import type { ConnectedClient } from '../../src-renderer/kit/client/worker-client.ts';
import { newDisk, type DesktopDisk } from '../desktop/desktop.ts';
import {
  accounts,
  create,
  newWorkspace,
  next,
  openState,
  start,
  stop,
  stopAll,
} from './running-desktops.ts';

afterEach(stopAll);

/** Longer than the worker waits for things to be quiet. */
const KEPT_AFTER_MS = 2600;

describe('the first screen of the last start', () => {
  /** What is known of it before any record has been read. */
  async function keptBy(disk: DesktopDisk) {
    const desktop = start(disk);
    const { client } = desktop.openWindow();
    await desktop.worker.shell.state();
    const screen = desktop.worker.shell.firstScreen();
    return { desktop, client, screen, answer: screen?.answer(accounts) };
  }

  async function shown(client: ConnectedClient): Promise<unknown[]> {
    const opened = await client.call('query.open', { query: accounts });
    if (!opened.ok) throw new Error(opened.problem.message);
    return opened.value.result.rows.map(({ name }) => name);
  }

  it('is on the disk when nothing has changed for a while, and counts for nothing after a change', async () => {
    const first = start();
    const { client } = first.openWindow();
    await client.call('workspace.create', newWorkspace);
    expect(await shown(client)).toEqual([]);
    const id = await create(client, 'account', { name: 'Acorn' });
    await wait(KEPT_AFTER_MS);
    await stop(first);

    const second = await keptBy(first.disk);
    expect(second.answer?.rows.map(({ name }) => name)).toEqual(['Acorn']);
    expect(second.screen?.state).toMatchObject({ counts: { account: 1 } });
    expect(await shown(second.client)).toEqual(['Acorn']);
    const values = { name: 'Birch' };
    const edited = await second.client.call('record.update', { entity: 'account', id, values });
    expect(edited.ok).toBe(true);
    // As when the app is closed at once: what was kept is older than the edit.
    await stop(second.desktop);

    const third = await keptBy(first.disk);
    expect(third.screen).toBeUndefined();
    expect(await shown(third.client)).toEqual(['Birch']);
  });
});

describe('a first run', () => {
  it('has no workspace, and says so to whoever asks for records', async () => {
    const { client } = start().openWindow();
    expect(await client.call('workspace.state', {})).toEqual({ state: 'none' });
    expect(await client.call('query.open', { query: accounts })).toMatchObject({
      ok: false,
      problem: { code: 'no-workspace' },
    });
  });

  it('creates a workspace with its person as a record, and tells every window', async () => {
    const desktop = start();
    const [first, second] = [desktop.openWindow(), desktop.openWindow()];
    await second.client.call('workspace.state', {});
    const told = next(second.client, 'workspace.changed', ({ state }) => state === 'open');
    expect(await first.client.call('workspace.create', newWorkspace)).toEqual({
      ok: true,
      value: {},
    });
    expect(await told).toMatchObject({
      workspaceName: 'Analytical Engines',
      currency: 'EUR',
      relayUrl: null,
    });
    const state = await openState(first.client);
    expect(state.counts).toMatchObject({ user: 1, account: 0 });
    const view = await first.client.call('record.open', { entity: 'user', id: state.userId });
    expect(view.row).toMatchObject({ name: 'Ada Lovelace', createdBy: state.userId });
  });

  it('refuses a second workspace on the same profile, and a link that is none', async () => {
    const { client } = start().openWindow();
    const link = { userName: 'Ben', link: 'https://example.com/join' };
    expect(await client.call('workspace.join', link)).toMatchObject({
      problem: { code: 'bad-invite-link' },
    });
    await client.call('workspace.create', newWorkspace);
    expect(await client.call('workspace.create', newWorkspace)).toMatchObject({
      ok: false,
      problem: { code: 'workspace-exists' },
    });
  });

  it('invites nobody while there is no relay', async () => {
    const { client } = start().openWindow();
    await client.call('workspace.create', newWorkspace);
    expect(await client.call('workspace.invite', {})).toMatchObject({
      ok: false,
      problem: { code: 'no-relay' },
    });
  });
});

describe('a profile', () => {
  it('is there again after a restart, with every record', async () => {
    const desktop = start();
    const { client } = desktop.openWindow();
    await client.call('workspace.create', newWorkspace);
    await create(client, 'account', { name: 'Babbage & Co' });
    const before = await openState(client);
    await stop(desktop);
    const again = start(desktop.disk).openWindow();
    expect(await openState(again.client)).toEqual({
      ...before,
      counts: { ...before.counts, account: 1 },
    });
  });

  it('comes back with every unsent record after the browser lost its storage', async () => {
    const desktop = start();
    const { client } = desktop.openWindow();
    await client.call('workspace.create', newWorkspace);
    await create(client, 'account', { name: 'Babbage & Co' });
    const before = await openState(client);
    await stop(desktop);
    const lost: DesktopDisk = { folder: desktop.disk.folder, indexedDB: new IDBFactory() };
    const { client: again } = start(lost).openWindow();
    const notice = next(again, 'notice', ({ code }) => code === 'store-lost');
    const state = await openState(again);
    expect(state).toMatchObject({ workspaceId: before.workspaceId, userId: before.userId });
    expect(state.counts).toMatchObject({ account: 1, user: 1 });
    expect((await notice).remedy).not.toBe('');
  });

  it('is damaged, and nothing is thrown away, when its key does not open it', async () => {
    const desktop = start();
    const { client } = desktop.openWindow();
    await client.call('workspace.create', newWorkspace);
    await create(client, 'account', { name: 'Babbage & Co' });
    await stop(desktop);
    const other = newDisk();
    await start(other).openWindow().client.call('workspace.state', {});
    const unsent = await readFile(path.join(desktop.disk.folder, 'unsent.bin'));
    const { copyFile } = await import('node:fs/promises');
    const vault = path.join(desktop.disk.folder, 'vault.json');
    await copyFile(vault, `${vault}.right`);
    await copyFile(path.join(other.folder, 'vault.json'), vault);

    const wrong = start(desktop.disk);
    const { client: shut } = wrong.openWindow();
    const state = await shut.call('workspace.state', {});
    expect(state).toMatchObject({ state: 'damaged', problem: { code: 'profile-unreadable' } });
    expect(await shut.call('workspace.create', newWorkspace)).toMatchObject({ ok: false });
    await stop(wrong);
    expect(await readFile(path.join(desktop.disk.folder, 'unsent.bin'))).toEqual(unsent);

    await copyFile(`${vault}.right`, vault);
    const { client: back } = start(desktop.disk).openWindow();
    expect((await openState(back)).counts).toMatchObject({ account: 1 });
  });

  it('leaves no name readable on the disk', async () => {
    const desktop = start();
    const { client } = desktop.openWindow();
    await client.call('workspace.create', newWorkspace);
    await create(client, 'account', { name: 'Babbage & Co' });
    await client.call('record.create', { entity: 'nonsense', values: {} });
    await stop(desktop);
    const files = await readdir(desktop.disk.folder, { recursive: true, withFileTypes: true });
    const texts = await Promise.all(
      files
        .filter((file) => file.isFile())
        .map((file) => readFile(path.join(file.parentPath, file.name), 'latin1')),
    );
    expect(texts.length).toBeGreaterThan(1);
    for (const text of texts) expect(text).not.toMatch(/Babbage|Lovelace|Analytical/);
  });
});

describe('sample data', () => {
  it('has articles with their texts, which go with them and are there once', async () => {
    const { client } = start().openWindow();
    await client.call('workspace.create', { ...newWorkspace, sampleData: true });
    const id = idOfSample('article', 'gateway-restart');
    const text = async (): Promise<string> =>
      (await client.call('service.articleText', { id })).text;
    const there = await text();
    expect(there.split('\n')).toHaveLength(3);
    expect(there).toContain('port 8883');
    const undone = await client.call('undo.run', { job: crypto.randomUUID() });
    expect(undone).toMatchObject({ ok: true, value: { label: 'Sample data' } });
    expect((await client.call('record.open', { entity: 'article', id })).row).toBeNull();
    expect(await client.call('redo.run', { job: crypto.randomUUID() })).toMatchObject({ ok: true });
    expect(await text()).toBe(there);
    await client.call('sample.remove', {});
    await client.call('sample.add', {});
    expect(await text()).toBe(there);
  });

  it('comes with a new workspace when asked for, and leaves without a trace', async () => {
    const { client } = start().openWindow();
    await client.call('workspace.create', { ...newWorkspace, sampleData: true });
    const own = await create(client, 'account', { name: 'My own account' });
    const filled = await openState(client);
    expect(filled.hasSampleData).toBe(true);
    expect(filled.counts['account']).toBeGreaterThan(1);
    await client.call('sample.add', {});
    expect((await openState(client)).counts).toEqual(filled.counts);

    // Also what was edited since goes.
    const list = await client.call('query.ids', { query: accounts });
    const sampleId = list.ok ? list.value.find((id) => id !== own) : undefined;
    await client.call('record.update', {
      entity: 'account',
      id: sampleId ?? '',
      values: { tier: 'A' },
    });
    const ada = await create(client, 'contact', { lastName: 'Own', account: sampleId });
    expect(await client.call('sample.remove', {})).toEqual({ ok: true, value: {} });
    const empty = await openState(client);
    expect(empty.hasSampleData).toBe(false);
    // What is left: the person, the two that they made, and what is true of the workspace.
    expect(Object.values(empty.counts).reduce((sum, count) => sum + count, 0)).toBe(4);
    const { row } = await client.call('record.open', { entity: 'contact', id: ada });
    expect(row).not.toHaveProperty('account');
    for (const archived of ['with', 'only'] as const) {
      const left = await client.call('query.ids', { query: { ...accounts, archived } });
      expect(left).toEqual({ ok: true, value: archived === 'only' ? [] : [own] });
    }
    expect(
      (await client.call('search', { text: 'a', limit: 50 })).hits.map(({ id }) => id),
    ).not.toContain(sampleId);
  });
});
