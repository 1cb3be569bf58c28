/** Makes the core of an engine: reads what lies on the disk, and commits. */
import { decodeEnvelope } from '../../../crm/contracts/envelope.contract.ts';
import { isCustomKey } from '../../../crm/kernel/custom/custom-keys.ts';
import { entityOfObject } from '../../../crm/kernel/custom/definition.ts';
import { FIELD_DEFINITIONS } from '../../../crm/kernel/custom/registry.ts';
import { newId, type DocName } from '../../../crm/kernel/ids.ts';
import { fail, ok, type Problem } from '../../../crm/kernel/result.ts';
import { createDocumentStore } from '../documents/document-store.ts';
import type { RowChange } from '../rows/row-change.ts';
import type { MetaValue, StoreBatch } from '../store/store.ts';
import { createActs } from './acts.ts';
import { asideOps } from './aside.ts';
import { randomClientId } from './client-id.ts';
import { COMMIT_PROBLEMS } from './commit-problems.ts';
import { EMPTY_JOURNAL, type Core } from './core.ts';
import { doubting, NO_DOUBT, puttingBack } from './doubt.ts';
import { isDefinition, putInForce, putInForceAtStart } from './definitions.ts';
import type { EngineEvents } from './engine-api.ts';
import { encodeEnvelopes, encodeJournalEntry, entryOfEnvelopes } from './journal-entry.ts';
import { outboxEntry } from './outbox-entry.ts';
import type { EngineDeps } from './ports.ts';
import { asUpdate, grow, loadJournal, loadPacks, takeIn } from './loading.ts';
import { POSITION_KEY, positionOf, revisionOf } from './position.ts';
import { repair } from './repair.ts';
import { createTurns } from './turns.ts';
import {
  encodeUnfolded,
  NOTHING_UNFOLDED,
  sentOf,
  UNFOLDED_KEY,
  unfoldedAfter,
} from './unfolded.ts';

export function createCore(deps: EngineDeps): Core {
  const listeners = new Map<keyof EngineEvents, Set<(...data: never[]) => void>>();
  let meta = new Map<string, MetaValue>();
  let journalId = 0;
  let savedIncomplete = '';
  let savedContested = '[]';
  let doubt = NO_DOUBT;
  /** Why the next numbers of this device must not be used: they may be on the disk already. */
  let spoilt: Problem | null = null;
  /** Grows with every commit that may change a row. */
  let revision = 0;
  let savedPosition = '';
  const documents = createDocumentStore(deps.store, randomClientId(deps));

  const core: Core = {
    deps,
    turn: createTurns(() => (spoilt === null ? undefined : core.leaveNumbers())),
    documents,
    acts: createActs(),
    outbox: new Map(),
    unfolded: NOTHING_UNFOLDED,
    recentHistory: new Map(),
    incomplete: new Set(),
    contested: new Set(),
    position: { device: '', n: 0, cursor: 0, epoch: '' },
    numbersTaken: null,
    leaveNumbers: async () => ok(null),
    actor: '',
    journalSize: EMPTY_JOURNAL,
    journalHead: () => journalId,
    unsentOps(name) {
      const waiting = [...core.outbox.values()].flatMap(({ bytes }) => {
        const decoded = decodeEnvelope(bytes);
        return decoded.ok ? decoded.envelope.ops : [];
      });
      const ops = [...asideOps(core), ...waiting];
      return name === undefined ? ops : ops.filter(({ doc }) => doc === name);
    },
    module: deps.registry.module,
    // Records of an object whose definition is not here are rows as well: they show as soon as it comes.
    entity: (name) =>
      deps.registry.entity(name) ?? (isCustomKey(name) ? entityOfObject(name) : undefined),
    meta: (key) => meta.get(key),
    savedPosition: () => savedPosition,

    async start() {
      const contents = await deps.store.open();
      meta = new Map(contents.meta);
      core.position = positionOf(meta, deps);
      savedPosition = String(meta.get(POSITION_KEY) ?? '');
      revision = revisionOf(savedPosition);
      const clientId = deps.faults?.clientIdReused === true ? Number(meta.get('clientId') ?? 0) : 0;
      if (clientId !== 0) documents.setClientId(clientId);
      else core.renewClientId();
      const rowPacks = await loadPacks(core, contents);
      const loaded = await loadJournal(core, contents);
      journalId = loaded.head;
      for (const { n, bytes } of contents.outbox) {
        if (core.unfolded.get(n)?.isSent !== true) core.outbox.set(n, outboxEntry(n, bytes));
      }
      for (const name of JSON.parse(String(meta.get('incomplete') ?? '[]')) as DocName[])
        core.incomplete.add(name);
      savedContested = String(meta.get('contested') ?? '[]');
      for (const name of JSON.parse(savedContested) as DocName[]) core.contested.add(name);
      await repair(core, contents, { rowPacks, journal: !loaded.isWhole });
      const everDefined = [...documents.names()].some((name) =>
        name.startsWith(`${FIELD_DEFINITIONS}/`),
      );
      putInForceAtStart(deps, everDefined);
      return {
        empty: contents.empty,
        lost: contents.lost,
        damaged: contents.damaged.map(({ table, key }) => `${table}/${key}`),
        recovered: 0,
      };
    },

    async commit({ journal, bulk, position, outboxAdd = [], outboxSent = [], folds, ...batch }) {
      const next = { ...core.position, ...position };
      const taken = core.numbersTaken ?? spoilt;
      if (taken !== null && outboxAdd.length > 0 && next.device === core.position.device)
        return fail(taken);
      const isChange = journal !== undefined || bulk !== undefined;
      if (isChange || (batch.packs !== undefined && folds === undefined)) revision += 1;
      const saved = JSON.stringify({ ...next, revision });
      const incomplete = JSON.stringify([...core.incomplete]);
      const contested = JSON.stringify([...core.contested]);
      const gone = batch.outboxRemove ?? [];
      const removed = [...gone, ...outboxAdd.map(({ n }) => n)].filter((n) => core.unfolded.has(n));
      const unfolded =
        folds === 'all'
          ? NOTHING_UNFOLDED
          : unfoldedAfter(
              core.unfolded,
              { added: bulk === undefined ? [] : outboxAdd, sent: outboxSent, removed },
              journalId,
            );
      const stillNeeded = new Set(outboxSent.filter((n) => unfolded.has(n)));
      const entries: Uint8Array[] = [];
      if (removed.length > 0 && folds !== 'all')
        entries.push(encodeEnvelopes(removed.flatMap((n) => core.unfolded.get(n)?.bytes ?? [])));
      if (journal !== undefined) entries.push(encodeJournalEntry(journal));
      const isKnown = doubt === NO_DOUBT;
      const whole: StoreBatch = {
        ...batch,
        // Each value is sealed by itself, which takes longer than all else in a small commit: only what is another.
        meta: {
          ...batch.meta,
          [POSITION_KEY]: saved,
          ...(isKnown && incomplete === savedIncomplete ? {} : { incomplete }),
          ...(isKnown && contested === savedContested ? {} : { contested }),
          ...(isKnown && unfolded === core.unfolded
            ? {}
            : { [UNFOLDED_KEY]: encodeUnfolded(unfolded) }),
        },
        journalAdd: entries.map((bytes, index) => ({ id: journalId + 1 + index, bytes })),
        outboxAdd: outboxAdd.map(({ n, bytes }) => ({ n, bytes })),
        outboxRemove: [
          ...gone,
          ...outboxSent.filter((n) => !stillNeeded.has(n)),
          ...(folds === 'all' ? sentOf(core.unfolded) : []),
        ],
      };
      const batchOnDisk = puttingBack(doubt, whole, {
        journalHead: journalId,
        outbox: (n) => core.outbox.get(n)?.bytes ?? core.unfolded.get(n)?.bytes,
        meta: (key) => meta.get(key),
      });
      const result = await deps.store.commit(batchOnDisk);
      if (!result.ok) {
        // A full disk says so before anything is written; a fold leaves what is true either way.
        const problem = COMMIT_PROBLEMS[result.failure];
        if (result.failure !== 'full' && folds === undefined) {
          doubt = doubting(doubt, whole);
          if (outboxAdd.length > 0) spoilt = problem;
        }
        return fail(problem);
      }
      doubt = NO_DOUBT;
      // Under a new name every number is free.
      if (next.device !== core.position.device) {
        core.numbersTaken = null;
        spoilt = null;
      }
      core.position = next;
      core.unfolded = unfolded;
      savedPosition = saved;
      savedIncomplete = incomplete;
      savedContested = contested;
      for (const [key, value] of Object.entries(batch.meta ?? {})) meta.set(key, value);
      for (const n of [...gone, ...outboxSent]) core.outbox.delete(n);
      for (const entry of outboxAdd) {
        // Anew at the end, so that the outbox stays in the order of n when it is numbered anew.
        core.outbox.delete(entry.n);
        core.outbox.set(entry.n, entry);
      }
      journalId += batchOnDisk.journalAdd?.length ?? 0;
      for (const { byteLength } of entries) grow(core, { entries: 1, bytes: byteLength });
      if (journal !== undefined) takeIn(core, journal);
      if (bulk !== undefined) {
        takeIn(core, entryOfEnvelopes(bulk));
        for (const { bytes } of outboxAdd) grow(core, { bytes: bytes.byteLength });
      }
      return ok(null);
    },

    async keepSafe(n, bytes) {
      if (core.numbersTaken === null)
        await deps.safetyCopy?.append(core.position.device, n, bytes).catch(() => undefined);
    },
    async forgetSafe(ns) {
      if (core.numbersTaken === null)
        await deps.safetyCopy?.remove(core.position.device, ns).catch(() => undefined);
    },

    renewClientId() {
      const clientId = randomClientId(deps);
      meta.set('clientId', clientId);
      documents.setClientId(clientId);
    },

    newEnvelopeHead({ label, batch, batchRecords = 0, undoes }) {
      return {
        txId: newId(deps.clock, deps.random),
        device: core.position.device,
        actor: core.actor,
        atMs: deps.clock.nowMs(),
        scope: 'workspace',
        batch,
        ...(batchRecords === 0 ? {} : { batchRecords }),
        label: label.slice(0, 300),
        undoes,
      };
    },

    showRows(changed) {
      const changes: readonly RowChange[] = deps.rows.apply(changed.map(asUpdate));
      if (changes.length === 0) return;
      if (changes.some(isDefinition)) putInForce(deps);
      core.emit('rows', changes);
    },

    on(event, listener) {
      const set = listeners.get(event) ?? new Set();
      listeners.set(event, set);
      set.add(listener);
      return () => void set.delete(listener);
    },
    emit(event, ...data) {
      for (const listener of listeners.get(event) ?? [])
        (listener as (...args: unknown[]) => void)(...data);
    },
  };

  return core;
}
