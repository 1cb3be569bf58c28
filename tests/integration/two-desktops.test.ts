import { cpSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { NoteSession } from '../../src-renderer/kit/notes/note-session.ts';
import type { ConnectedClient } from '../../src-renderer/kit/client/worker-client.ts';
import { newDisk, type Desktop, type DesktopDisk } from '../desktop/desktop.ts';
import { startRelay, type RelayProcess } from '../e2e/relay-process.ts';
import { start as startOne, stop, stopAll } from './running-desktops.ts';
import { damageOne, openNote, textOf, untilPacked, write } from './on-a-desktop.ts';

let relay: RelayProcess;
let relayDisk: string;

function start(disk?: DesktopDisk): {
  readonly desktop: Desktop;
  readonly client: ConnectedClient;
} {
  const desktop = startOne(disk);
  return { desktop, client: desktop.openWindow().client };
}

beforeEach(async () => {
  relayDisk = mkdtempSync(path.join(tmpdir(), 'rapport-relay-'));
  relay = await startRelay({ dataDir: relayDisk });
});

afterEach(async () => {
  await stopAll();
  await relay.stop();
});

const account = async (client: ConnectedClient, name: string): Promise<string> => {
  const done = await client.call('record.create', { entity: 'account', values: { name } });
  if (!done.ok) throw new Error(done.problem.message);
  return done.value.records[0]?.id ?? '';
};
const nameOf = async (client: ConnectedClient, id: string): Promise<unknown> => {
  const { row } = await client.call('record.open', { entity: 'account', id });
  return row?.['name'];
};
const counts = async (client: ConnectedClient): Promise<Record<string, number>> => {
  const state = await client.call('workspace.state', {});
  return state.state === 'open' ? state.counts : {};
};
const live = (client: ConnectedClient) =>
  expect
    .poll(async () => client.call('sync.state', {}), { timeout: 10_000 })
    .toMatchObject({ state: 'live', pending: 0 });

async function anna() {
  const { desktop, client } = start();
  await client.call('workspace.create', {
    userName: 'Anna',
    workspaceName: 'Team',
    relayUrl: relay.url,
    currency: 'CHF',
    sampleData: false,
  });
  await live(client);
  const invited = await client.call('workspace.invite', {});
  if (!invited.ok) throw new Error(invited.problem.message);
  return { desktop, client, link: invited.value.link };
}

async function joined(link: string, userName: string, disk?: DesktopDisk) {
  const { desktop, client } = start(disk);
  expect(await client.call('workspace.join', { userName, link })).toEqual({ ok: true, value: {} });
  await live(client);
  return { desktop, client };
}

async function meOn(client: ConnectedClient): Promise<string> {
  const state = await client.call('workspace.state', {});
  return state.state === 'open' ? state.userId : '';
}

/** The act, for taking it back. */
async function mergeUsers(client: ConnectedClient, stays: string, goes: string): Promise<string> {
  const merged = await client.call('command.run', {
    name: 'records.merge',
    input: { entity: 'user', survivor: stays, losers: [goes], take: {} },
  });
  if (!merged.ok) throw new Error(merged.problem.message);
  return merged.value.txId;
}

describe('two desktops and a relay', () => {
  it('an edit on one shows on the other, and the invited one counts in the same currency', async () => {
    const { client: a, link } = await anna();
    const id = await account(a, 'Babbage & Co');
    await live(a);
    const { client: b } = await joined(link, 'Ben');
    expect(await b.call('workspace.state', {})).toMatchObject({
      currency: 'CHF',
      workspaceName: 'Team',
      userName: 'Ben',
    });
    expect(await nameOf(b, id)).toBe('Babbage & Co');
    await b.call('record.update', { entity: 'account', id, values: { name: 'Babbage Ltd' } });
    await expect.poll(() => nameOf(a, id), { timeout: 5000 }).toBe('Babbage Ltd');
    await expect.poll(() => counts(a)).toMatchObject({ user: 2, account: 1 });
  });

  it('two people who give one name are two users, until one of them says that both are the same', async () => {
    const { client: a, link } = await anna();
    const { client: b } = await joined(link, 'Anna');
    const [elder, younger] = [await meOn(a), await meOn(b)];
    expect(younger).not.toBe(elder);
    await expect.poll(() => counts(a), { timeout: 5000 }).toMatchObject({ user: 2 });
    const made = await b.call('record.create', {
      entity: 'account',
      values: { name: 'Hers', owner: younger },
    });
    if (!made.ok) throw new Error(made.problem.message);
    const merged = await mergeUsers(b, elder, younger);
    await expect.poll(() => meOn(b)).toBe(elder);
    await expect.poll(() => counts(a), { timeout: 5000 }).toMatchObject({ user: 1 });
    const mine = {
      entity: 'account',
      filter: { field: 'owner', operator: 'isMe' },
      sort: [],
      window: { offset: 0, limit: 5 },
    };
    for (const client of [a, b]) {
      await expect
        .poll(async () => {
          const opened = await client.call('query.open', { query: mine });
          return opened.ok ? opened.value.result.count : -1;
        })
        .toBe(1);
    }
    await b.call('undo.run', { id: merged });
    await expect.poll(() => meOn(b)).toBe(younger);
  });

  it('people see each other in a record, with the field that they are in', async () => {
    const { client: a, link } = await anna();
    const ref = { entity: 'account', id: await account(a, 'Babbage & Co') };
    await live(a);
    const { client: b } = await joined(link, 'Ben');
    await a.call('record.open', ref);
    await b.call('record.open', ref);
    await b.call('record.focus', { ...ref, field: 'industry' });
    await expect
      .poll(async () => (await a.call('record.open', ref)).people, { timeout: 10_000 })
      .toEqual(
        expect.arrayContaining([
          expect.objectContaining({ name: 'Ben', field: 'industry', self: false }),
        ]),
      );
    await b.call('record.close', ref);
    await expect
      .poll(async () => (await a.call('record.open', ref)).people.map(({ name }) => name), {
        timeout: 10_000,
      })
      .toEqual(['Anna']);
  });

  it('both write in the same note and see each other’s carets', async () => {
    const { client: a, link } = await anna();
    const id = await account(a, 'Babbage & Co');
    await live(a);
    const { client: b } = await joined(link, 'Ben');
    const [ours, theirs] = [openNote(a, id, 'Anna'), openNote(b, id, 'Ben')];
    await expect.poll(() => ours.state().loaded && theirs.state().loaded).toBe(true);
    write(ours, 'from Anna ');
    write(theirs, 'from Ben ');
    for (const note of [ours, theirs]) {
      await expect
        .poll(() => textOf(note), { timeout: 10_000 })
        .toMatch(/from Anna.*from Ben|from Ben.*from Anna/);
      await expect.poll(() => note.state()).toMatchObject({ saved: true, problem: null });
    }
    const namesIn = ({ awareness }: NoteSession) =>
      [...awareness.getStates().values()]
        .map(({ user }) => String(user?.name))
        .sort((x, y) => x.localeCompare(y));
    await expect.poll(() => namesIn(ours), { timeout: 10_000 }).toEqual(['Anna', 'Ben']);
    theirs.close();
    await expect.poll(() => namesIn(ours), { timeout: 10_000 }).toEqual(['Anna']);
    expect(textOf(ours)).toContain('from Ben');
    ours.close();
  });

  it('carets and people are there again after the relay was away', async () => {
    const { client: a, link } = await anna();
    const id = await account(a, 'Babbage & Co');
    await live(a);
    const { client: b } = await joined(link, 'Ben');
    const [ours, theirs] = [openNote(a, id, 'Anna'), openNote(b, id, 'Ben')];
    for (const client of [a, b]) await client.call('record.open', { entity: 'account', id });
    const peopleAt = async (client: ConnectedClient) =>
      (await client.call('record.open', { entity: 'account', id })).people.length;
    const caretsAt = ({ awareness }: NoteSession) => awareness.getStates().size;
    const all = async () => [
      await peopleAt(a),
      await peopleAt(b),
      caretsAt(ours),
      caretsAt(theirs),
    ];
    await expect.poll(all, { timeout: 10_000 }).toEqual([2, 2, 2, 2]);
    await relay.stop();
    await expect.poll(all, { timeout: 10_000 }).toEqual([1, 1, 1, 1]);
    relay = await startRelay({ dataDir: relayDisk, port: relay.port });
    await expect.poll(all, { timeout: 20_000 }).toEqual([2, 2, 2, 2]);
    ours.close();
    theirs.close();
  }, 60_000);

  it('what is typed last is kept when the note is closed in the same turn', async () => {
    const { client } = await anna();
    const id = await account(client, 'Babbage & Co');
    const note = openNote(client, id, 'Anna');
    await expect.poll(() => note.state().loaded).toBe(true);
    write(note, 'the last words');
    note.close();
    const again = openNote(client, id, 'Anna');
    await expect.poll(() => textOf(again)).toBe('the last words');
    again.close();
  });

  it('a profile that was wiped and joins again has everything back, and its person once they say who they are', async () => {
    const { client: a, link } = await anna();
    const { desktop: first, client: b } = await joined(link, 'Ben');
    const before = await meOn(b);
    const id = await account(b, 'Babbage & Co');
    const note = openNote(b, id, 'Ben');
    await expect.poll(() => note.state().loaded).toBe(true);
    write(note, 'a note');
    await expect.poll(() => note.state().saved).toBe(true);
    note.close();
    await live(b);
    await stop(first);

    const { client: again } = await joined(link, 'Ben', newDisk());
    expect(await nameOf(again, id)).toBe('Babbage & Co');
    const back = openNote(again, id, 'Ben');
    await expect.poll(() => textOf(back)).toBe('a note');
    back.close();
    await mergeUsers(again, before, await meOn(again));
    await expect.poll(() => meOn(again)).toBe(before);
    await expect.poll(() => counts(a)).toMatchObject({ user: 2, account: 1 });
    await expect.poll(() => counts(again)).toEqual(await counts(a));
  });

  it('edits made while the relay is away arrive when it is back', async () => {
    const { client: a, link } = await anna();
    const id = await account(a, 'Babbage & Co');
    await live(a);
    const { client: b } = await joined(link, 'Ben');
    await relay.stop();
    await a.call('record.update', { entity: 'account', id, values: { tier: 'A' } });
    await b.call('record.update', { entity: 'account', id, values: { name: 'Babbage Ltd' } });
    await expect
      .poll(async () => (await a.call('sync.state', {})).state, { timeout: 10_000 })
      .toBe('offline');
    expect((await a.call('sync.pending', {})).map(({ label }) => label)).toEqual([
      'Edit Babbage & Co',
    ]);
    relay = await startRelay({ dataDir: relayDisk, port: relay.port });
    for (const client of [a, b]) {
      await live(client);
      await expect
        .poll(async () => (await client.call('record.open', { entity: 'account', id })).row, {
          timeout: 30_000,
        })
        .toMatchObject({ name: 'Babbage Ltd', tier: 'A' });
    }
  }, 60_000);

  it('a relay that was put back to an older copy gets what it lacks from a desktop that comes back after its log has grown past that', async () => {
    const { desktop: annas, client: a, link } = await anna();
    const { desktop: bens, client: b } = await joined(link, 'Ben');
    await relay.stop();
    const copy = mkdtempSync(path.join(tmpdir(), 'rapport-relay-copy-'));
    cpSync(relayDisk, copy, { recursive: true });
    relay = await startRelay({ dataDir: relayDisk, port: relay.port });
    await Promise.all([live(a), live(b)]);

    const lost = await account(a, 'Lost by the relay');
    await expect.poll(() => nameOf(b, lost), { timeout: 10_000 }).toBe('Lost by the relay');
    // Who wrote it does not come back; who only got it is the last to have it.
    for (const desktop of [annas, bens]) await stop(desktop);
    await relay.stop();
    cpSync(copy, relayDisk, { recursive: true });
    relay = await startRelay({ dataDir: relayDisk, port: relay.port });
    const { client: c } = await joined(link, 'Carla');
    const later = await Promise.all(
      Array.from({ length: 12 }, (_, index) => account(c, `Later ${index}`)),
    );
    await live(c);
    expect(await nameOf(c, lost)).toBeUndefined();

    const { client: again } = start(bens.disk);
    await live(again);
    await expect.poll(() => nameOf(c, lost), { timeout: 20_000 }).toBe('Lost by the relay');
    for (const [index, id] of later.entries())
      await expect.poll(() => nameOf(again, id), { timeout: 20_000 }).toBe(`Later ${index}`);
    expect(await counts(again)).toEqual(await counts(c));
  }, 90_000);

  it('a desktop that began alone brings its work to a relay that is named later', async () => {
    const { client } = start();
    await client.call('workspace.create', {
      userName: 'Anna',
      workspaceName: 'Team',
      relayUrl: null,
      currency: 'EUR',
      sampleData: false,
    });
    const id = await account(client, 'Babbage & Co');
    expect(await client.call('workspace.setRelay', { relayUrl: relay.url })).toEqual({
      ok: true,
      value: {},
    });
    await live(client);
    const invited = await client.call('workspace.invite', {});
    if (!invited.ok) throw new Error(invited.problem.message);
    const { client: b } = await joined(invited.value.link, 'Ben');
    expect(await nameOf(b, id)).toBe('Babbage & Co');
  });

  it.each(['packRows', 'packDocs'])(
    'a damaged entry of %s is set aside, said, and filled again from the relay',
    async (table) => {
      const { desktop, client: a } = await anna();
      await a.call('sample.add', {});
      await live(a);
      const before = await counts(a);
      expect(before['account']).toBeGreaterThan(5);
      await untilPacked(desktop.disk);
      await stop(desktop);
      const broken = await damageOne(desktop.disk, table);
      expect(broken).not.toBe('');

      const { client: again } = start(desktop.disk);
      const told: string[] = [];
      again.on('notice', ({ code }) => told.push(code));
      await live(again);
      await expect.poll(() => counts(again), { timeout: 10_000 }).toEqual(before);
      if (table === 'packRows') expect(told).toContain('store-damaged');
      const query = { entity: 'account', sort: [], window: { offset: 0, limit: 50 } };
      const ids = await again.call('query.ids', { query });
      for (const id of ids.ok ? ids.value : []) {
        const done = again.call('record.update', { entity: 'account', id, values: { tier: 'B' } });
        expect(await done).toMatchObject({ ok: true });
      }
      await live(again);
    },
    30_000,
  );

  it('a link whose token does not hold is refused in words, and nothing is lost', async () => {
    const { link } = await anna();
    const { formatJoinLink, parseJoinLink } =
      await import('../../crm/contracts/join-link.contract.ts');
    const invitation = parseJoinLink(link);
    if (invitation === null) throw new Error('no invitation');
    const token =
      invitation.token.slice(0, -4) + (invitation.token.endsWith('AAAA') ? 'BBBB' : 'AAAA');
    const { client } = start();
    await client.call('workspace.join', {
      userName: 'Eve',
      link: formatJoinLink({ ...invitation, token }),
    });
    await expect
      .poll(async () => client.call('sync.state', {}), { timeout: 10_000 })
      .toMatchObject({ state: 'refused', problem: { code: expect.stringContaining('bad-token') } });
  });
});
