import { docName, parseDocName } from '../../../crm/kernel/ids.ts';
import { fail, ok } from '../../../crm/kernel/result.ts';
import type { RecordRef } from '../engine/engine-api.ts';
import type { RowChange } from '../rows/row-change.ts';
import { ownedBytes } from '../store/owned-bytes.ts';
import { showRecord } from './record-view.ts';
import { CallRefused, type CallHandlers, type WindowSession } from './rpc-server.ts';
import type { OpenWorkspace } from './open-workspace.ts';
import type { Shell } from './shell.ts';
import { malformedCaret } from './shell-problems.ts';

type RecordCall =
  | 'record.open'
  | 'record.close'
  | 'record.focus'
  | 'record.history'
  | 'record.restore'
  | 'note.open'
  | 'note.edit'
  | 'note.caret'
  | 'note.close';

interface OpenRecord {
  readonly ref: RecordRef;
  /** Document names of the records whose titles it shows. */
  links: ReadonlySet<string>;
  /** Entities whose records its computed fields read. */
  reads: ReadonlySet<string>;
}

/** What one window has open; both by document name of the record. */
interface OpenHere {
  readonly records: Map<string, OpenRecord>;
  readonly notes: Set<string>;
}

export interface RecordCalls {
  readonly handlers: Pick<CallHandlers, RecordCall>;
  readonly rowsChanged: (changes: readonly RowChange[]) => void;
  /** Every record may have other fields now. */
  readonly definitionsChanged: () => void;
  readonly peopleChanged: (ref: RecordRef) => void;
  readonly caretsChanged: (ref: RecordRef, awareness: Uint8Array, from: string | null) => void;
  readonly bodyChanged: (doc: string, update: Uint8Array, origin: string) => void;
}

export function createRecordCalls(shell: Shell): RecordCalls {
  const open = new Map<WindowSession, OpenHere>();

  const hereOf = (session: WindowSession): OpenHere => {
    const known = open.get(session);
    if (known !== undefined) return known;
    const here: OpenHere = { records: new Map(), notes: new Set() };
    open.set(session, here);
    session.onEnd(() => {
      open.delete(session);
      const rooms = shell.openNow()?.rooms;
      for (const { ref } of here.records.values()) rooms?.closeRecord(ref, session.windowId);
      for (const name of here.notes) {
        const address = parseDocName(name);
        if (address !== null) rooms?.closeNote(address, session.windowId);
      }
    });
    return here;
  };

  const show = (workspace: OpenWorkspace, session: WindowSession, record: OpenRecord) => {
    const { view, links, reads } = showRecord(workspace, record.ref, session.windowId);
    record.links = links;
    record.reads = reads;
    return view;
  };

  /** Shows again what `concerns` in every window that has it open. */
  const showAgain = (concerns: (name: string, record: OpenRecord) => boolean): void => {
    const workspace = shell.openNow();
    if (workspace === null) return;
    for (const [session, { records }] of open) {
      for (const [name, record] of records) {
        if (!concerns(name, record)) continue;
        session.emit('record.changed', { ...record.ref, view: show(workspace, session, record) });
      }
    }
  };

  return {
    handlers: {
      'record.open': async ({ entity, id }, session) => {
        const workspace = await shell.workspace();
        const record: OpenRecord = { ref: { entity, id }, links: new Set(), reads: new Set() };
        hereOf(session).records.set(docName(entity, id), record);
        workspace.rooms.openRecord(record.ref, session.windowId);
        return show(workspace, session, record);
      },
      'record.close': async (ref, session) => {
        hereOf(session).records.delete(docName(ref.entity, ref.id));
        (await shell.workspace()).rooms.closeRecord(ref, session.windowId);
        return {};
      },
      'record.focus': async ({ entity, id, field }, session) => {
        (await shell.workspace()).rooms.focus({ entity, id }, session.windowId, field);
        return {};
      },
      'record.history': async (ref) => {
        const { entries, complete } = await (await shell.workspace()).engine.history(ref);
        return { entries: [...entries], complete };
      },
      'record.restore': async ({ entity, id, slot, value }) => {
        const { engine, diskProblem } = await shell.workspace();
        const problem = diskProblem();
        if (problem !== null) return fail(problem);
        const done = await engine.restore({ entity, id }, slot, value);
        return done.ok ? ok({ txId: done.value.txId }) : done;
      },
      'note.open': async (ref, session) => {
        const { engine, rooms } = await shell.workspace();
        // Listening first: what comes while the text is read is sent as well, and Yjs takes it twice or early.
        hereOf(session).notes.add(docName(ref.entity, ref.id));
        const awareness = ownedBytes(rooms.openNote(ref, session.windowId));
        return { state: ownedBytes(await engine.openBody(ref)), awareness };
      },
      'note.edit': async ({ entity, id, update }, session) => {
        const { engine, diskProblem } = await shell.workspace();
        const problem = diskProblem();
        if (problem !== null) return fail(problem);
        const done = await engine.editBody({ entity, id }, update, session.windowId);
        return done.ok ? ok({}) : done;
      },
      'note.caret': async ({ entity, id, awareness }, session) => {
        const { rooms } = await shell.workspace();
        if (!rooms.moveCaret({ entity, id }, session.windowId, awareness))
          throw new CallRefused(malformedCaret);
        return {};
      },
      'note.close': async (ref, session) => {
        hereOf(session).notes.delete(docName(ref.entity, ref.id));
        (await shell.workspace()).rooms.closeNote(ref, session.windowId);
        return {};
      },
    },
    rowsChanged: (changes) => {
      if (open.size === 0) return;
      const names = new Set(changes.map(({ entity, id }) => docName(entity, id)));
      const entities = new Set(changes.map(({ entity }) => entity));
      showAgain(
        (name, { links, reads }) =>
          names.has(name) || !links.isDisjointFrom(names) || !reads.isDisjointFrom(entities),
      );
    },
    definitionsChanged: () => showAgain(() => true),
    peopleChanged: (ref) => {
      const changed = docName(ref.entity, ref.id);
      showAgain((name) => name === changed);
    },
    caretsChanged: ({ entity, id }, awareness, from) => {
      for (const [session, { notes }] of open) {
        if (session.windowId === from || !notes.has(docName(entity, id))) continue;
        session.emit('note.carets', { entity, id, awareness: ownedBytes(awareness) });
      }
    },
    bodyChanged: (doc, update, origin) => {
      const address = parseDocName(doc);
      if (address === null) return;
      const { entity, id } = address;
      for (const [session, { notes }] of open) {
        if (session.windowId === origin || !notes.has(docName(entity, id))) continue;
        session.emit('note.changed', { entity, id, update: ownedBytes(update) });
      }
    },
  };
}
