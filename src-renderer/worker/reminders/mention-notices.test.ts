import { describe, expect, it } from 'vitest';
import type { SyncState } from '../../../crm/contracts/rpc/workspace.rpc.ts';
import type { AnyRow } from '../../../crm/kernel/entity.ts';
import type { MentionRow } from '../../../crm/modules/mention/mention.entity.ts';
import { watchMentions } from './mention-notices.ts';
import { passingTime } from './passing-time.fixture.ts';

const ME = '0190a000-0000-7000-8000-000000000001';
const BEN = '0190a000-0000-7000-8000-000000000002';
const ACME = '0190a000-0000-7000-8000-000000000003';
const START_MS = Date.parse('2026-11-16T09:00:00.000Z');

function mentionOf(id: string, values: Partial<MentionRow> = {}): MentionRow {
  return {
    id,
    entity: 'mention',
    createdAt: new Date(START_MS - 1000).toISOString(),
    createdBy: BEN,
    what: 'Acme',
    about: [`account/${ACME}`],
    person: ME,
    by: BEN,
    ...values,
  };
}

/** Desktops of one person. What one writes reaches the others after a while; of two claims the greater one stays. */
function desktops(count: number, state: SyncState['state']) {
  const time = passingTime(START_MS);
  const all = Array.from({ length: count }, (_, at) => ({
    claim: `desktop ${at}`,
    rows: new Map<string, MentionRow>(),
    told: [] as string[],
  }));
  const apply = (rows: Map<string, MentionRow>, id: string, toldBy: string): void => {
    const row = rows.get(id);
    if (row !== undefined && (row.toldBy ?? '') < toldBy) rows.set(id, { ...row, toldBy });
  };
  const watches = all.map((desktop) =>
    watchMentions({
      mentions: () => desktop.rows.values(),
      get: (id) => desktop.rows.get(id),
      titleOf: (entity) => (entity === 'user' ? 'Ben Ode' : 'Acme Ltd'),
      write: (records) => {
        for (const { id, values } of records) {
          const toldBy = String(values['toldBy']);
          apply(desktop.rows, id, toldBy);
          if (state !== 'live') continue;
          for (const other of all)
            if (other !== desktop) time.after(400, () => apply(other.rows, id, toldBy));
        }
        return Promise.resolve({ ok: true });
      },
      syncState: () => state,
      meId: () => ME,
      nowMs: time.nowMs,
      timers: { after: time.after },
      claim: desktop.claim,
      notify: ({ title, body, route }) =>
        void desktop.told.push([title, body, route ?? ''].join(' | ')),
    }),
  );
  const arrive = (row: MentionRow): void => {
    for (const [at, desktop] of all.entries()) {
      desktop.rows.set(row.id, row);
      watches[at]?.rowsChanged([
        { entity: 'mention', id: row.id, before: undefined, after: row as AnyRow },
      ]);
    }
  };
  return { all, time, arrive, told: () => all.flatMap((desktop) => desktop.told) };
}

describe('whoever is mentioned', () => {
  it('is told by name, and led to the record as it is called now', async () => {
    const { arrive, time, told } = desktops(1, 'off');
    arrive(mentionOf('a'));
    await time.pass(1000);
    expect(told()).toEqual([`Ben Ode mentioned you | Acme Ltd | /account/${ACME}`]);
  });

  it('is told once over two desktops that hear of it at the same moment', async () => {
    const { arrive, time, told } = desktops(2, 'live');
    arrive(mentionOf('a'));
    await time.pass(60_000);
    expect(told()).toHaveLength(1);
  });

  it.each<readonly [string, Partial<MentionRow>]>([
    ['somebody else', { person: BEN }],
    ['what was seen', { seenAt: '2026-11-16T09:00:00.000Z' }],
    ['what another desktop has told', { toldBy: 'another' }],
    ['what is weeks old', { createdAt: '2026-10-01T09:00:00.000Z' }],
  ])('hears nothing of %s', async (_what, values) => {
    const { arrive, time, told } = desktops(1, 'off');
    arrive(mentionOf('a', values));
    await time.pass(60_000);
    expect(told()).toEqual([]);
  });

  it('hears of many in one line behind the first three', async () => {
    const { arrive, time, told } = desktops(1, 'off');
    for (const id of ['a', 'b', 'c', 'd', 'e']) arrive(mentionOf(id));
    await time.pass(1000);
    expect(told()).toHaveLength(4);
    expect(told().at(-1)).toContain('2 more mentions');
  });
});
