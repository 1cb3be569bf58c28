/** The engine, put together. Everything that the worker does with data goes through what this returns. */
import { decodeEnvelope } from '../../../crm/contracts/envelope.contract.ts';
import type { RecordValues } from '../../../crm/kernel/command.ts';
import type { Values } from '../../../crm/kernel/derive.ts';
import { bodyName, docName } from '../../../crm/kernel/ids.ts';
import { fail, type Result } from '../../../crm/kernel/result.ts';
import { createFeedSession } from '../sync/feed-session.ts';
import { createRenewal } from '../sync/renewal.ts';
import { asideIn } from './aside.ts';
import { readNoteChange } from '../documents/note-changes.ts';
import { putIn, stillOut } from '../documents/note-writes.ts';
import { createBodies } from './bodies.ts';
import { createBodyActs } from './body-acts.ts';
import { createContested } from './contested.ts';
import { createCore } from './create-core.ts';
import type { Done, Engine } from './engine-api.ts';
import { fold, needsFold } from './folding.ts';
import { historyOf, reachesCreation, toEntries } from './history.ts';
import { historyRecordOf, type HistoryRecord } from './history-record.ts';
import { createLocalWrites } from './local-writes.ts';
import { NO_UNDO } from './preparing.ts';
import type { EngineDeps } from './ports.ts';
import { createRemoteWrites } from './remote-writes.ts';
import { scrub } from './scrubbing.ts';
import { createUndo } from './undo.ts';

/** After the last commit, so that folding never stands between a person and their next keystroke. */
const FOLD_IDLE_MS = 1_000;
const RECOVER_RETRY_MS = 5_000;

export function createEngine(deps: EngineDeps): Engine {
  const core = createCore(deps);
  let cancelFold: () => void = () => undefined;
  let folding: Promise<unknown> = Promise.resolve();

  const remote = createRemoteWrites(core, () => contested.soon());
  const renewal = createRenewal(core);
  const session = createFeedSession(core, remote, renewal);
  const afterCommit = (): void => {
    session.wake();
    foldSoon();
  };
  const local = createLocalWrites(core, afterCommit);
  const bodies = createBodies(core, afterCommit);
  const bodyActs = createBodyActs(core, afterCommit);
  const contested = createContested(core, local, bodyActs, () =>
    ['connecting', 'catching-up'].includes(session.state().state),
  );
  const undo = createUndo(core, local, bodyActs);

  function foldSoon(): void {
    cancelFold();
    if (needsFold(core))
      cancelFold = deps.timers.after(FOLD_IDLE_MS, () => void (folding = fold(core)));
  }

  /**
   * Envelopes that only the copy outside still has go through the same door as all others. What cannot be taken in
   * now (the disk is full, say) stays in that copy and is tried again.
   */
  async function recover(): Promise<number> {
    const safety = deps.safetyCopy;
    const read = async () => (await safety?.list(core.position).catch(() => [])) ?? [];
    let kept = await read();
    const isOurs = (entry: { device: string; n: number }): boolean =>
      entry.device === core.position.device && entry.n > core.position.n;
    // The next edit here would go by the number of one that is still to be recovered: from now on under another name.
    if (kept.some(isOurs)) {
      const renewed = await renewal.newIdentity();
      core.numbersTaken = renewed.ok ? null : renewed.problem;
      if (!renewed.ok) {
        deps.timers.after(RECOVER_RETRY_MS, () => void recover());
        return 0;
      }
    }
    // What was refused may be taken by now: a start often comes after an update. Not before the name is known to be
    // free, or it would overwrite the copy of what is to be recovered.
    await renewal.sendAgain();
    // What went by the old name is now somebody else's, and is read like theirs.
    kept = await read();
    const { device, n: lastN } = core.position;
    const isOld = (entry: { device: string; n: number }): boolean =>
      entry.device === device && entry.n <= lastN;
    const stale = kept
      .filter((entry) => isOld(entry) && !core.outbox.has(entry.n))
      .map(({ n }) => n);
    if (stale.length > 0) await safety?.remove(device, stale).catch(() => undefined);
    // A crash may have come between the two writes. Later edits build on this one, so the copy must not lack it.
    const keptHere = new Set(kept.filter((entry) => entry.device === device).map(({ n }) => n));
    for (const { n, bytes } of core.outbox.values()) {
      if (!keptHere.has(n)) await safety?.append(device, n, bytes).catch(() => undefined);
    }
    let recovered = 0;
    for (const entry of kept) {
      const decoded = isOld(entry) ? null : decodeEnvelope(entry.envelope);
      if (decoded?.ok !== true) continue;
      const done = await remote.recover(decoded.envelope);
      if (!done.ok) {
        deps.timers.after(RECOVER_RETRY_MS, () => void recover());
        break;
      }
      recovered += 1;
      const { n } = core.position;
      const bytes = core.outbox.get(n)?.bytes;
      if (bytes !== undefined) await safety?.append(device, n, bytes).catch(() => undefined);
      if (entry.device !== device || entry.n !== n)
        await safety?.remove(entry.device, [entry.n]).catch(() => undefined);
    }
    if (recovered > 0) session.wake();
    return recovered;
  }

  function seenOf({ entity, id, values }: RecordValues): Values {
    const row = deps.rows.get(entity, id);
    return Object.fromEntries(Object.keys(values).map((key) => [key, row?.[key]]));
  }

  async function run(name: string, input: unknown): Promise<Result<Done>> {
    const command = deps.registry
      .modules()
      .flatMap((module) => module.commands ?? [])
      .find((one) => one.name === name);
    if (command === undefined) {
      return fail({
        code: 'unknown-command',
        message: `There is no command “${name}”.`,
        remedy: 'Reload the window; if it happens again, update Rapport.',
      });
    }
    const plan = command.plan(input, local.ruleContext());
    if (!plan.ok) return plan;
    const { records, label, unlisted = false } = plan.value;
    // It waits for its turn, and what stands then may be others': sets and rows are written as it saw them.
    const seen = records.map((record) => ({ ...record, base: seenOf(record) }));
    return local.write(seen, { label, batch: '', unlisted });
  }

  return {
    async start() {
      const report = await core.start();
      // The device and its client id are on the disk before anything is written or sent under them: whatever writes
      // takes its turn after this one. Reading need not wait for the disk.
      void core.turn(() => core.commit({ meta: { clientId: core.meta('clientId') ?? 0 } }));
      const recovered = await recover();
      foldSoon();
      contested.soon();
      scrub(core, () => session.wake());
      return { ...report, recovered };
    },
    async stop() {
      session.disconnect();
      contested.stop();
      cancelFold();
      await folding;
      await core.turn(() => deps.store.close());
    },
    meta: (key) => core.meta(`shell/${key}`),
    setMeta: (values) =>
      core.turn(() => {
        const meta = Object.fromEntries(
          Object.entries(values).map(([key, value]) => [`shell/${key}`, value]),
        );
        return core.commit({ meta });
      }),
    savedPosition: core.savedPosition,
    setActor: (userId) => void (core.actor = userId),
    connect: session.connect,
    disconnect: session.disconnect,
    retryNow: session.retryNow,

    get: deps.rows.get,
    all: deps.rows.all,
    titleOf: deps.rows.titleOf,
    isIncomplete: ({ entity, id }) => core.incomplete.has(docName(entity, id)),
    write: local.write,
    isWritingMuch: local.isWritingMuch,
    check: local.check,
    run,
    restore({ entity, id }, slot, value) {
      const writes = [{ slot, to: value }];
      return local.writePlanned([{ entity, id, writes, creates: false }], {
        label: 'Restore a value',
        batch: '',
      });
    },
    undoList: core.acts.list,
    undoListVersion: core.acts.version,
    undo: undo.undo,
    redo: undo.redo,

    async history({ entity, id }) {
      const name = docName(entity, id);
      const here = await historyOf(core, name);
      if (reachesCreation(here)) return { entries: toEntries(core, here), complete: true };
      const asked = await session.fetchHistory(name);
      const older: HistoryRecord[] = [];
      for (const { seq, envelope } of asked.ok ? asked.value : []) {
        const decoded = decodeEnvelope(envelope);
        if (decoded.ok) older.push(historyRecordOf(decoded.envelope, seq));
      }
      const all = await historyOf(core, name, older);
      return { entries: toEntries(core, all), complete: asked.ok };
    },
    hasBody: bodies.has,
    historyHere: async ({ entity, id }) =>
      toEntries(core, await historyOf(core, docName(entity, id))),
    openBody: bodies.open,
    editBody: bodies.edit,
    putIntoBodies: (list, act, watch) =>
      bodyActs.write(
        list.map(({ ref, update, of, goesWithRecord }) => ({
          ref,
          write: (here) => {
            const done = putIn(here, update, of);
            return done && { update: done.update, change: goesWithRecord ? null : done.put };
          },
        })),
        act,
        NO_UNDO,
        watch,
      ),
    async takenOut(ref) {
      const name = bodyName(ref.entity, ref.id);
      const changes = (await historyOf(core, name)).flatMap((record) =>
        record.changes.flatMap(({ to }) => readNoteChange(to) ?? []),
      );
      return changes.length === 0 ? [] : stillOut(await bodies.open(ref), changes);
    },
    syncState: session.state,
    pending: () => [
      ...asideIn(core).map(({ label, atMs, docs, problem }, index) => ({
        n: -1 - index,
        label,
        atMs,
        records: docs.length,
        problem,
      })),
      ...[...core.outbox.values()].map(({ n, label, atMs, records }) => ({
        n,
        label,
        atMs,
        records,
        problem: null,
      })),
    ],
    async sendAgain() {
      const done = await renewal.sendAgain();
      session.wake();
      return done;
    },
    on: core.on,
  };
}
