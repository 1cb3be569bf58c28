/**
 * What to do when this desktop and the relay do not remember the same past. Either may have been restored from an
 * older copy. The desktop then takes a new identity, so that its next envelopes are never mistaken for ones that
 * were sent before; and when it is the relay that forgot, it is given again what it lacks.
 */
import * as Y from 'yjs';
import {
  decodeEnvelope,
  encodeEnvelope,
  type Op,
} from '../../../crm/contracts/envelope.contract.ts';
import { CURSOR_START, type DocState } from '../../../crm/contracts/feed.contract.ts';
import { numberFields } from '../../../crm/kernel/derive.ts';
import { newId, parseDocName, type DocName } from '../../../crm/kernel/ids.ts';
import { ok, type Problem, type Result } from '../../../crm/kernel/result.ts';
import {
  asideBytes,
  asideIn,
  heldDocs,
  metaWith,
  metaWithout,
  sendable,
  type Aside,
} from '../engine/aside.ts';
import type { Core } from '../engine/core.ts';
import { outboxEntry, type OutboxEntry } from '../engine/outbox-entry.ts';
import type { MetaValue } from '../store/store.ts';

/** Documents in one repairing envelope. */
const REPAIR_DOCS = 256;

export interface Renewal {
  readonly onWelcome: (relay: {
    readonly epoch: string;
    readonly knowsCursor: boolean;
    readonly lastN: number;
  }) => Promise<Result<'go-on' | 'say-hello-again'>>;
  readonly onSnapshots: (docs: readonly DocState[]) => void;
  /** When nothing is missing here any more: sends what the relay turned out to lack. */
  readonly onCaughtUp: () => Promise<Result<null>>;
  /** Everything unsent is numbered anew under a new device. */
  readonly newIdentity: () => Promise<Result<null>>;
  /** The relay will never take it as it is: kept, and the rest goes on under a new device without it. */
  readonly setAside: (n: number, problem: Problem) => Promise<Result<null>>;
  /** All that was set aside goes to the end of the outbox, with the whole of its documents. */
  readonly sendAgain: () => Promise<Result<null>>;
}

export function createRenewal(core: Core): Renewal {
  const { deps } = core;
  /** What the relay has, while it is being found out what it lacks. */
  let relayHas: Map<string, Uint8Array> | null = null;

  /** `refused` is left out; what else was written to its documents is sent whole. */
  async function renumber(
    position: { epoch?: string; cursor?: number },
    meta: Readonly<Record<string, MetaValue>>,
    refused?: Aside,
  ): Promise<Result<null>> {
    const device = newId(deps.clock, deps.random);
    const old = core.position.device;
    const unsent = [...core.outbox.values()];
    const renumbered: OutboxEntry[] = [];
    const held = new Set([...heldDocs(core), ...(refused?.docs ?? [])]);
    for (const entry of unsent) {
      const decoded = entry.n === refused?.n ? undefined : decodeEnvelope(entry.bytes);
      if (decoded?.ok !== true) continue;
      const n = renumbered.length + 1;
      const ops = await sendable(core, decoded.envelope.ops, held);
      renumbered.push(outboxEntry(n, encodeEnvelope({ ...decoded.envelope, device, n, ops })));
    }
    for (const { n, bytes } of renumbered)
      await deps.safetyCopy?.append(device, n, bytes).catch(() => undefined);
    const used = new Set(renumbered.map(({ n }) => n));
    const committed = await core.commit({
      position: { ...position, device, n: renumbered.length },
      meta,
      // Under the old numbers nothing stays, nor what is there only until the fold.
      outboxRemove: [...unsent.map(({ n }) => n), ...core.unfolded.keys()].filter(
        (n) => !used.has(n),
      ),
      outboxAdd: renumbered,
    });
    if (!committed.ok) {
      // Nobody is called so; a start finds in the outbox what it has to copy again.
      await deps.safetyCopy?.remove(device, [...used]).catch(() => undefined);
      return committed;
    }
    await deps.safetyCopy
      ?.remove(
        old,
        // The copy of what was refused stays: this database may be lost before it is taken.
        unsent.map(({ n }) => n).filter((n) => n !== refused?.n),
      )
      .catch(() => undefined);
    return ok(null);
  }

  async function repair(
    docs: readonly { name: DocName; state: Uint8Array }[],
  ): Promise<Result<null>> {
    const n = core.position.n + 1;
    const ops: Op[] = docs.map(({ name, state }) => ({
      doc: name,
      scope: 'workspace',
      update: state,
    }));
    const head = core.newEnvelopeHead({ label: 'Given again to the relay', batch: '', undoes: '' });
    // The relay that forgot them would give their numbers to others.
    const numbering = docs.flatMap(({ name }) => {
      const address = parseDocName(name);
      const entity = address?.part === 'record' ? core.entity(address.entity) : undefined;
      return entity === undefined
        ? []
        : numberFields(entity).map((field) => ({ doc: name, field }));
    });
    const bytes = encodeEnvelope({ ...head, n, changes: [], ops, numbering });
    return core.commit({ position: { n }, outboxAdd: [outboxEntry(n, bytes)] });
  }

  /** The local state if it holds anything that `known` does not: structs or deletions. */
  async function beyond(name: DocName, known: Uint8Array | undefined): Promise<Uint8Array | null> {
    const opened = await core.documents.open(name);
    if (!opened.ok) return null;
    const state = Y.encodeStateAsUpdate(opened.doc);
    if (known === undefined) return state;
    const theirs = new Y.Doc({ guid: 'relay' });
    Y.applyUpdate(theirs, known);
    let brings = false;
    theirs.on('update', () => void (brings = true));
    Y.applyUpdate(theirs, state);
    return brings ? state : null;
  }

  core.leaveNumbers = () => renumber({}, {});

  return {
    onWelcome: ({ epoch, knowsCursor, lastN }) =>
      core.turn(async () => {
        const { position } = core;
        const [firstUnsent] = core.outbox.keys();
        const acknowledged = firstUnsent === undefined ? position.n : firstUnsent - 1;
        const isFirst = position.epoch === '';
        const relayForgot = !isFirst && (!knowsCursor || lastN < acknowledged);
        if (relayForgot) {
          const done = await renumber({ epoch, cursor: CURSOR_START }, { repairRelay: true });
          return done.ok ? ok('say-hello-again' as const) : done;
        }
        if (lastN > position.n || (isFirst && lastN < acknowledged)) {
          const done = await renumber({ epoch }, {});
          return done.ok ? ok('say-hello-again' as const) : done;
        }
        if (core.meta('repairRelay') === true) relayHas = new Map();
        const isOther = epoch !== position.epoch;
        const done = isOther ? await core.commit({ position: { epoch } }) : ok(null);
        return done.ok ? ok('go-on' as const) : done;
      }),

    onSnapshots(docs) {
      for (const { doc, state } of docs) relayHas?.set(doc, state);
    },

    onCaughtUp: () =>
      core.turn(async () => {
        if (relayHas === null) return ok(null);
        let docs: { name: DocName; state: Uint8Array }[] = [];
        for (const name of core.documents.names()) {
          const state = await beyond(name, relayHas.get(name));
          if (state !== null) docs.push({ name, state });
          if (docs.length === REPAIR_DOCS) {
            const sent = await repair(docs);
            if (!sent.ok) return sent;
            docs = [];
          }
        }
        if (docs.length > 0) {
          const sent = await repair(docs);
          if (!sent.ok) return sent;
        }
        relayHas = null;
        return core.commit({ meta: { repairRelay: false } });
      }),

    newIdentity: () => core.turn(() => renumber({}, {})),

    setAside: (n, problem) =>
      core.turn(async () => {
        const entry = core.outbox.get(n);
        const decoded = entry === undefined ? undefined : decodeEnvelope(entry.bytes);
        if (entry === undefined || decoded?.ok !== true) return ok(null);
        const { txId, label, atMs, ops } = decoded.envelope;
        const docs = [...new Set(ops.map(({ doc }) => doc))];
        const refused = { txId, device: core.position.device, n, label, atMs, docs, problem };
        return renumber({}, metaWith(core, refused, entry.bytes), refused);
      }),

    sendAgain: () =>
      core.turn(async () => {
        const sent: Aside[] = [];
        const outboxAdd: OutboxEntry[] = [];
        const { device } = core.position;
        for (const one of asideIn(core)) {
          const bytes = asideBytes(core, one);
          const decoded = bytes === undefined ? undefined : decodeEnvelope(bytes);
          if (decoded?.ok !== true) continue;
          const n = core.position.n + outboxAdd.length + 1;
          const ops = await sendable(core, decoded.envelope.ops);
          outboxAdd.push(outboxEntry(n, encodeEnvelope({ ...decoded.envelope, device, n, ops })));
          sent.push(one);
        }
        if (sent.length === 0) return ok(null);
        const n = core.position.n + outboxAdd.length;
        const meta = metaWithout(core, sent);
        for (const entry of outboxAdd) await core.keepSafe(entry.n, entry.bytes);
        const committed = await core.commit({ position: { n }, outboxAdd, meta });
        if (!committed.ok) return committed;
        for (const old of sent)
          await deps.safetyCopy?.remove(old.device, [old.n]).catch(() => undefined);
        return committed;
      }),
  };
}
