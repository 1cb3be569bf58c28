import { describe, expect, test } from 'vitest';
import type { Envelope } from '../../../crm/contracts/envelope.contract.ts';
import type { NotificationRequest } from '../../../crm/contracts/ipc.contract.ts';
import type { AnyRow } from '../../../crm/kernel/entity.ts';
import { docName } from '../../../crm/kernel/ids.ts';
import type { Change } from '../../../crm/kernel/write.ts';
import { entityNamed } from '../../../crm/modules/registry.ts';
import { followId } from '../../../crm/modules/follow/following.ts';
import type { RecordInput } from '../engine/engine-api.ts';
import { createRowStore } from '../rows/row-store.ts';
import { createConcerns } from './concerns.ts';
import { createFollowing } from './following.ts';

const id = (last: number): string =>
  `0192f000-0000-7000-8000-0000000000${String(last).padStart(2, '0')}`;
const ME = id(1);
const BEN = id(2);
const MINE = id(3);
const NOBODYS = id(4);
const COMMENT = id(5);

/** One desktop with rows that are what the test says, and a clock that runs when it says. */
function desktop(
  more: readonly AnyRow[] = [],
  kept?: string,
  state: 'live' | 'catching-up' = 'live',
) {
  const rows = createRowStore((name) => entityNamed(name));
  const row = (entity: string, rowId: string, values: object): AnyRow => ({
    id: rowId,
    entity,
    createdAt: '2026-11-16T10:00:00.000Z',
    createdBy: BEN,
    ...values,
  });
  const put = (...list: readonly AnyRow[]): void => {
    rows.apply(list.map((one) => ({ entity: one.entity, id: one.id, after: one })));
  };
  put(
    row('user', ME, { name: 'Anna' }),
    row('user', BEN, { name: 'Ben' }),
    row('account', MINE, { name: 'Acme', owner: ME }),
    row('account', NOBODYS, { name: 'Bolt' }),
    ...more,
  );
  const meta = new Map<string, string>(kept === undefined ? [] : [['news', kept]]);
  const told: NotificationRequest[] = [];
  const waiting: (() => void)[] = [];
  let nowMs = 0;
  const write = (records: readonly RecordInput[]) => {
    for (const { entity, id: rowId, values } of records)
      put({ ...row(entity, rowId, {}), ...rows.get(entity, rowId), ...values });
    return Promise.resolve({ ok: true as const, value: { txId: '', records: [] } });
  };
  const concerns = createConcerns(rows, () => ME);
  const watch = createFollowing({
    engine: {
      get: rows.get,
      titleOf: rows.titleOf,
      meta: (key) => meta.get(key),
      setMeta: (values) => {
        if (typeof values.news === 'string') meta.set('news', values.news);
        return Promise.resolve({ ok: true, value: null });
      },
      syncState: () => ({ state }) as never,
      write,
    },
    concerns,
    entity: entityNamed,
    meId: () => ME,
    nowMs: () => nowMs,
    timers: {
      after: (_ms, run) => {
        waiting.push(run);
        return () => waiting.splice(waiting.indexOf(run), 1);
      },
    },
    claim: 'this desktop',
    notify: (request) => told.push(request),
    changed: () => undefined,
  });
  watch.syncChanged();
  return {
    watch,
    put,
    row,
    told,
    meta,
    concerns,
    /** Everything that waits, once. */
    async run(ms = 0) {
      nowMs += ms;
      for (const one of waiting.splice(0)) one();
      await Promise.resolve();
      await Promise.resolve();
      await Promise.resolve();
    },
  };
}

let acts = 0;
function act(docs: readonly string[], more: Partial<Envelope> = {}, field = 'name'): Envelope {
  acts += 1;
  const change = (doc: string): Change => ({
    doc,
    slot: { field },
    from: null,
    to: 'x',
  });
  return {
    txId: `tx${acts}`,
    device: 'ben',
    n: acts,
    actor: BEN,
    atMs: 1000 * acts,
    scope: 'workspace',
    batch: '',
    label: 'Edit',
    undoes: '',
    changes: docs.map(change),
    ops: docs.map((doc) => ({ doc, scope: 'workspace', update: new Uint8Array() })),
    numbering: [],
    ...more,
  };
}

const acme = docName('account', MINE);
const bolt = docName('account', NOBODYS);
const titles = ({ watch }: ReturnType<typeof desktop>) =>
  watch.list().records.map(({ title }) => title);

describe('what one follows', () => {
  test('is news where others changed it, and nothing else is', () => {
    const here = desktop();
    here.watch.arrived([act([acme, bolt]), act([acme], { actor: ME })]);
    expect(here.watch.list().records).toMatchObject([
      { title: 'Acme', count: 1, news: [{ actorName: 'Ben', what: 'changed', words: ['Name'] }] },
    ]);
  });

  test('is no news where it is only given its number', () => {
    const ticket = docName('ticket', NOBODYS);
    const here = desktop();
    here.put(here.row('ticket', NOBODYS, { subject: 'Late', agent: ME, account: MINE }));
    here.put(
      here.row('follow', followId(ME, ticket), { person: ME, about: [ticket], state: 'Following' }),
    );
    here.watch.arrived([act([ticket], { actor: '' }, 'number')]);
    expect(titles(here)).toEqual([]);
    here.watch.arrived([act([ticket], {}, 'subject')]);
    expect(titles(here)).toEqual(['Late']);
  });

  test('is what one said so of, or owns, comments on, or is mentioned in, but for what one left out', () => {
    const here = desktop();
    const follows = (): string => here.concerns.following(here.row('account', NOBODYS, {}));
    expect(follows()).toBe('no');
    here.put(here.row('comment', COMMENT, { author: ME, about: [bolt] }));
    expect(follows()).toBe('following');
    here.put(here.row('user', ME, { name: 'Anna', followsNot: ['Commented'] }));
    expect(follows()).toBe('no');
    const said = (state: string) =>
      here.put(here.row('follow', followId(ME, bolt), { person: ME, about: [bolt], state }));
    said('Muted');
    expect(follows()).toBe('muted');
    said('Not Following');
    here.put(here.row('mention', id(9), { person: ME, about: [bolt] }));
    expect(follows()).toBe('no');
  });

  test('is seen up to an act on all desktops, and undone it is news again', () => {
    const here = desktop();
    const [first, second] = [act([acme]), act([acme])];
    here.watch.arrived([first, second]);
    const seen = (seenUpTo: string | undefined) =>
      here.put(here.row('follow', followId(ME, acme), { person: ME, about: [acme], seenUpTo }));
    seen(first.txId);
    expect(here.watch.list().records).toMatchObject([{ count: 1, upTo: second.txId }]);
    seen(second.txId);
    expect(titles(here)).toEqual([]);
    seen(undefined);
    expect(here.watch.list().records).toMatchObject([{ count: 2 }]);
  });

  test('stays news over a new start', () => {
    const here = desktop();
    here.watch.arrived([act([acme])]);
    expect(titles(desktop([], here.meta.get('news')))).toEqual(['Acme']);
  });

  test('takes an import as one line, however many records it has', () => {
    const many = Array.from({ length: 6 }, (_, at) => ({
      id: id(20 + at),
      entity: 'account',
      createdAt: '2026-11-16T10:00:00.000Z',
      createdBy: BEN,
      name: `Account ${at}`,
      owner: ME,
    }));
    const here = desktop(many);
    const docs = many.map((row) => docName('account', row.id));
    const batch = { batch: 'import-1', label: 'Import accounts.csv' };
    here.watch.arrived([act(docs.slice(0, 3), batch), act(docs.slice(3), batch), act([acme])]);
    const { records, acts: large } = here.watch.list();
    expect(records.map(({ title }) => title)).toEqual(['Acme']);
    expect(large).toMatchObject([{ label: 'Import accounts.csv', actorName: 'Ben' }]);
    expect(large[0]?.records).toHaveLength(6);
  });

  test('a comment on it is news, unless it names the reader, who is told of that', () => {
    const here = desktop();
    const comment = docName('comment', COMMENT);
    here.put(here.row('comment', COMMENT, { text: 'Look here', author: BEN, about: [acme] }));
    here.watch.arrived([act([comment], {}, 'createdAt')]);
    expect(here.watch.list().records).toMatchObject([
      { title: 'Acme', news: [{ what: 'comment', words: ['Look here'] }] },
    ]);
    const deleted = { text: 'Look here', author: BEN, about: [acme], archivedAt: 'x' };
    here.put(here.row('comment', COMMENT, deleted));
    expect(here.watch.list().records).toMatchObject([{ news: [{ what: 'comment', words: [] }] }]);
    const other = desktop();
    other.put(
      other.row('comment', COMMENT, { text: 'You', author: BEN, about: [acme] }),
      other.row('mention', id(6), { person: ME, comment: COMMENT }),
    );
    other.watch.arrived([act([comment, docName('mention', id(6))], {}, 'createdAt')]);
    expect(titles(other)).toEqual([]);
  });

  test('what somebody writes in a note around naming the reader is told by the mention alone', () => {
    const here = desktop();
    here.put(
      here.row('mention', id(7), {
        person: ME,
        by: BEN,
        about: [acme],
        createdAt: new Date(1000 * (acts + 1)).toISOString(),
      }),
    );
    here.watch.arrived([act([`${acme}/body`], { changes: [] })]);
    expect(titles(here)).toEqual([]);
  });

  test('what a desktop joins is its past, and no news', () => {
    const joining = desktop([], undefined, 'catching-up');
    joining.watch.arrived([act([acme])]);
    expect(titles(joining)).toEqual([]);
    // Once it has been with the others, what comes after an absence is.
    const back = desktop([], desktop().meta.get('news'), 'catching-up');
    back.watch.arrived([act([acme])]);
    expect(titles(back)).toEqual(['Acme']);
  });
});

describe('a notification of the system', () => {
  test('is one for all that is new, and the next one comes not before a minute', async () => {
    const here = desktop();
    here.watch.arrived([act([acme]), act([acme])]);
    await here.run(5_000);
    await here.run(5_000);
    expect(here.told).toHaveLength(1);
    expect(here.told[0]).toMatchObject({ title: 'Ben · Acme', body: 'Name' });
    here.watch.arrived([act([acme])]);
    await here.run(5_000);
    await here.run(1);
    expect(here.told).toHaveLength(1);
    await here.run(60_000);
    await here.run(5_000);
    expect(here.told).toHaveLength(2);
  });

  test('is not kept back for a year by a clock that was put back by one', async () => {
    const here = desktop();
    here.watch.arrived([act([acme])]);
    await here.run(5_000);
    await here.run(5_000);
    expect(here.told).toHaveLength(1);
    here.watch.arrived([act([acme])]);
    await here.run(-365 * 86_400_000);
    await here.run(60_000);
    await here.run(5_000);
    expect(here.told).toHaveLength(2);
  });

  test('is not shown where another desktop of the person has claimed it', async () => {
    const here = desktop();
    here.watch.arrived([act([acme])]);
    await here.run(5_000);
    const told = followId(ME, 'told');
    here.put({ ...here.row('follow', told, {}), person: ME, toldBy: 'the other desktop' });
    await here.run(5_000);
    expect(here.told).toEqual([]);
  });

  test('leaves out what is muted', async () => {
    const here = desktop();
    here.put(here.row('follow', followId(ME, acme), { person: ME, about: [acme], state: 'Muted' }));
    here.watch.arrived([act([acme])]);
    await here.run(5_000);
    await here.run(5_000);
    expect(here.told).toEqual([]);
    expect(here.watch.list().records).toMatchObject([{ title: 'Acme', muted: true }]);
  });
});
