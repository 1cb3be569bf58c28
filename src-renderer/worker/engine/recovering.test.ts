/** A database older than its copy outside: what it lacks comes back, and nothing written meanwhile stands in its place. */
import { describe, expect, it } from 'vitest';
import {
  decodeClientMessage,
  encodeRelayMessage,
  FEED_PROTOCOL,
} from '../../../crm/contracts/feed.contract.ts';
import { createDisk, type Disk } from '../store/memory-disk.ts';
import { POSITION_KEY } from './position.ts';
import { startLoneEngine, type LoneEngine } from './engine-fixture.ts';
import type { FeedTransport, SafetyCopy } from './ports.ts';

const act = { label: 'Test', batch: '' };

function copyIn(kept: Map<string, Uint8Array>): SafetyCopy {
  return {
    append: async (device, n, envelope) => void kept.set(`${device} ${n}`, envelope),
    remove: async (device, numbers) => {
      for (const n of numbers) kept.delete(`${device} ${n}`);
    },
    list: async () =>
      [...kept].map(([key, envelope]) => {
        const [device = '', n = ''] = key.split(' ');
        return { device, n: Number(n), envelope };
      }),
  };
}

/** A relay that has had this many envelopes of whoever says hello. */
function relayThatHas(lastN: number): FeedTransport {
  return {
    connect: (_url, { opened, received }) => {
      queueMicrotask(opened);
      return {
        send: (frame) => {
          if (decodeClientMessage(frame)?.type !== 'hello') return;
          const said = { epoch: 'e', head: 0, knowsCursor: true, lastN, workspaceName: 'Team' };
          received(encodeRelayMessage({ type: 'welcome', protocol: FEED_PROTOCOL, ...said }));
        },
        close: () => undefined,
      };
    },
  };
}

const deviceOf = ({ engine }: LoneEngine): string =>
  (JSON.parse(engine.savedPosition()) as { device: string }).device;

function addAccount({ engine, newId }: LoneEngine, name: string): ReturnType<typeof engine.write> {
  return engine.write([{ entity: 'account', id: newId(), create: true, values: { name } }], act);
}

const namesIn = ({ engine }: LoneEngine): unknown[] =>
  [...engine.all('account')].map(({ name }) => name);

/** As after a restore from a backup that was made before the edit. */
async function databaseWithoutItsEdit(kept: Map<string, Uint8Array>): Promise<Disk> {
  const lone = await startLoneEngine(createDisk(), { deps: { safetyCopy: copyIn(kept) } });
  await addAccount(lone, 'Before the restore');
  const older = createDisk();
  older.tables.created = true;
  const position = { device: deviceOf(lone), n: 0, cursor: 0, epoch: '', revision: 0 };
  older.tables.meta.set(POSITION_KEY, JSON.stringify(position));
  return older;
}

describe('a database that lacks an edit of its own', () => {
  it('gets it back under a new name, and goes on', async () => {
    const kept = new Map<string, Uint8Array>();
    const disk = await databaseWithoutItsEdit(kept);
    const [old] = [...kept.keys()];
    const lone = await startLoneEngine(disk, { deps: { safetyCopy: copyIn(kept) }, seed: 2 });
    expect(namesIn(lone)).toEqual(['Before the restore']);
    expect([...kept.keys()]).toEqual([`${deviceOf(lone)} 1`]);
    expect(old).not.toBe(`${deviceOf(lone)} 1`);
  });

  it('gets it back though the database holds another under its number, which was said not to be saved', async () => {
    const kept = new Map<string, Uint8Array>();
    const disk = createDisk();
    let isDenied = false;
    const lone = await startLoneEngine(disk, {
      hooks: { fateOf: () => (isDenied ? 'denied' : 'kept') },
      deps: { safetyCopy: copyIn(kept) },
    });
    expect(await addAccount(lone, 'First')).toMatchObject({ ok: true });
    isDenied = true;
    const refused = await addAccount(lone, 'Said not to be saved');
    expect(refused).toMatchObject({ ok: false, problem: { code: 'store-failed' } });
    isDenied = false;
    const backup: Disk = { ...createDisk(), tables: structuredClone(disk.tables) };
    expect(await addAccount(lone, 'After it')).toMatchObject({ ok: true });
    expect(namesIn(lone)).toEqual(['First', 'After it']);

    const again = await startLoneEngine(backup, { deps: { safetyCopy: copyIn(kept) }, seed: 2 });
    expect(namesIn(again)).toContain('First');
    expect(namesIn(again)).toContain('After it');
  });

  it('takes no new one for as long as the disk has no room for a new name', async () => {
    const kept = new Map<string, Uint8Array>();
    const disk = await databaseWithoutItsEdit(kept);
    const before = new Map(kept);
    let isFull = true;
    const later: (() => void)[] = [];
    const lone = await startLoneEngine(disk, {
      hooks: { fateOf: () => (isFull ? 'full' : 'kept') },
      deps: {
        safetyCopy: copyIn(kept),
        timers: { after: (_ms, run) => (later.push(run), () => undefined) },
      },
      seed: 2,
    });
    isFull = false;
    const refused = await addAccount(lone, 'In its place');
    expect(refused).toMatchObject({ ok: false, problem: { code: 'disk-full' } });
    expect(kept).toEqual(before);
    for (const run of later.splice(0)) run();
    await expect.poll(() => namesIn(lone)).toEqual(['Before the restore']);
    expect(await addAccount(lone, 'After it')).toMatchObject({ ok: true });
    expect(namesIn(lone)).toEqual(['Before the restore', 'After it']);
  });

  it('takes new ones as soon as the relay has had it take a new name', async () => {
    const kept = new Map<string, Uint8Array>();
    const disk = await databaseWithoutItsEdit(kept);
    let isFull = true;
    const later: (() => void)[] = [];
    const lone = await startLoneEngine(disk, {
      hooks: { fateOf: () => (isFull ? 'full' : 'kept') },
      deps: {
        safetyCopy: copyIn(kept),
        timers: { after: (_ms, run) => (later.push(run), () => undefined) },
        transport: relayThatHas(1),
      },
      seed: 2,
    });
    isFull = false;
    const old = deviceOf(lone);
    lone.engine.connect({ url: 'ws://relay', token: 'token', create: '' });
    await expect.poll(() => deviceOf(lone)).not.toBe(old);
    expect(await addAccount(lone, 'Under the new name')).toMatchObject({ ok: true });
    for (const run of later.splice(0)) run();
    await expect.poll(() => namesIn(lone)).toContain('Before the restore');
  });
});
