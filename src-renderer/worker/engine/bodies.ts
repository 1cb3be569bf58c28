/** Rich text: one document beside its record, edited letter by letter in windows, committed here. */
import * as Y from 'yjs';
import {
  ENVELOPE_MAX_BYTES,
  encodeEnvelope,
  type Envelope,
} from '../../../crm/contracts/envelope.contract.ts';
import { bodyName, type DocName } from '../../../crm/kernel/ids.ts';
import { fail, ok, type Result } from '../../../crm/kernel/result.ts';
import { sendable } from './aside.ts';
import type { Core } from './core.ts';
import type { RecordRef } from './engine-api.ts';
import { unreadable } from './preparing.ts';

interface Waiting {
  readonly updates: { readonly update: Uint8Array; readonly origin: string }[];
  readonly result: Promise<Result<null>>;
}

export interface Bodies {
  readonly has: (ref: RecordRef) => boolean;
  readonly open: (ref: RecordRef) => Promise<Uint8Array>;
  readonly edit: (ref: RecordRef, update: Uint8Array, origin: string) => Promise<Result<null>>;
}

export function createBodies(core: Core, afterCommit: () => void): Bodies {
  const { documents } = core;
  const waiting = new Map<DocName, Waiting>();

  /** Keystrokes that come while a commit is under way share the next one. */
  async function commitWaiting(name: DocName, updates: Waiting['updates']): Promise<Result<null>> {
    const opened = await documents.open(name);
    if (!opened.ok) return fail(unreadable(name));
    const merged: Uint8Array[] = [];
    for (const { update } of updates) {
      try {
        Y.applyUpdate(opened.doc, update, 'local');
        merged.push(update);
      } catch {
        return fail({
          code: 'malformed-update',
          message: 'The editor sent a change that cannot be read, so it was not saved.',
          remedy: 'Close the notes and open them again; what was saved before is there.',
          record: name,
        });
      }
    }
    const update = Y.mergeUpdates(merged);
    const n = core.position.n + 1;
    const envelope: Envelope = {
      ...core.newEnvelopeHead({ label: 'Notes', batch: '', undoes: '' }),
      n,
      changes: [],
      ops: await sendable(core, [{ doc: name, scope: 'workspace', update }]),
      numbering: [],
    };
    const bytes = encodeEnvelope(envelope);
    // The relay would refuse it, and everything behind it in the outbox would wait for ever.
    if (bytes.byteLength > ENVELOPE_MAX_BYTES) {
      documents.forget(name);
      return fail({
        code: 'note-too-large',
        message:
          'What was put into the note is too large to be sent to the team, so it was not saved.',
        remedy: 'Close the notes and open them again; what was saved before is there.',
        record: name,
      });
    }
    const safe = core.keepSafe(n, bytes);
    const committed = await core.commit({
      journal: { updates: [{ doc: name, update }], rows: [], history: [], acts: [] },
      outboxAdd: [{ n, bytes, label: envelope.label, atMs: envelope.atMs, records: 1 }],
      position: { n },
    });
    await safe;
    if (!committed.ok) {
      await core.forgetSafe([n]);
      documents.forget(name);
      return committed;
    }
    for (const { update: one, origin } of updates) core.emit('body', name, one, origin);
    afterCommit();
    return ok(null);
  }

  return {
    has: ({ entity, id }) => documents.has(bodyName(entity, id)),
    open: ({ entity, id }) =>
      core.turn(async () => {
        const opened = await documents.open(bodyName(entity, id));
        return opened.ok
          ? Y.encodeStateAsUpdate(opened.doc)
          : Y.encodeStateAsUpdate(new Y.Doc({ guid: 'empty' }));
      }, 'edit'),
    edit({ entity, id }, update, origin) {
      const name = bodyName(entity, id);
      const present = waiting.get(name);
      if (present !== undefined) {
        present.updates.push({ update, origin });
        return present.result;
      }
      const updates = [{ update, origin }];
      const result = core.turn(() => {
        waiting.delete(name);
        return commitWaiting(name, updates);
      }, 'edit');
      waiting.set(name, { updates, result });
      return result;
    },
  };
}
