/**
 * What goes to one desktop: snapshots if it needs them, then entries, always from where it was last
 * sent to. A session is a cursor over the log, so a slow one holds nothing but its place in it.
 */
import {
  CHUNK_TARGET_BYTES,
  CURSOR_START,
  encodeRelayMessage,
  type RefusalCode,
} from '../../crm/contracts/feed.contract.ts';
import type { Outflow } from '../outflow.ts';
import type { RelayLog } from '../ports.ts';
import type { RelayStorage, StoredEntry } from '../storage/storage.ts';
import type { Workspace } from '../workspaces/workspace.ts';
import type { Start } from './greeting.ts';

/** Own entries that are still to be sent as empty; beyond it they go out whole, which costs only bytes. */
const OWN_ENTRIES_MAX = 10_000;

export interface Delivery {
  /** `beforeEntries` runs at every commit before its entries go out, so that acknowledgements come first. */
  readonly begin: (beforeEntries: () => void) => void;
  /** This session pushed that entry and was told its number: its bytes need not travel back. */
  readonly isOwn: (seq: number) => void;
  /** The last sequence number that went out. */
  readonly sent: () => number;
  readonly end: () => void;
}

interface DeliveryOptions {
  readonly workspace: Workspace;
  readonly storage: RelayStorage;
  readonly out: Outflow;
  readonly log: RelayLog;
  readonly start: Start;
  readonly failed: (code: RefusalCode) => void;
}

export function createDelivery(options: DeliveryOptions): Delivery {
  const { workspace, storage, out, log, start, failed } = options;
  const own = new Set<number>();
  let cursor = start.kind === 'entries' ? start.after : CURSOR_START;
  let running = false;
  let ended = false;
  let stopListening: () => void = () => undefined;

  const isBehind = () => !ended && cursor < workspace.head();

  async function run(withSnapshots: boolean): Promise<void> {
    if (running) return;
    running = true;
    if (!withSnapshots || (await sendSnapshots())) {
      // Asked again after the wait: a commit in between found this running and left it to us.
      while (isBehind()) await sendEntries();
    }
    running = false;
  }

  async function sendSnapshots(): Promise<boolean> {
    // What is committed from here on comes as entries; states may hold some of it already.
    const upTo = workspace.head();
    const counted = await storage.countDocs(workspace.id);
    if (!counted.ok) return stop(counted.problem.code);
    const total = counted.value;
    let documents = 0;
    for (let next: number | null = 0; next !== null;) {
      if (!(await out.ready()) || ended) return false;
      const page = await storage.readStates(workspace.id, next, CHUNK_TARGET_BYTES);
      if (!page.ok) return stop(page.problem.code);
      if (ended) return false;
      next = page.value.next;
      documents += page.value.list.length;
      const done = next === null;
      out.send(encodeRelayMessage({ type: 'snapshots', upTo, total, done, docs: page.value.list }));
    }
    cursor = upTo;
    log('snapshot.sent', { counts: { documents, head: upTo } });
    return true;
  }

  async function sendEntries(): Promise<void> {
    while (isBehind()) {
      if (!(await out.ready()) || ended) return;
      const read = await workspace.entriesAfter(cursor, CHUNK_TARGET_BYTES);
      if (!read.ok) return void stop(read.problem.code);
      const upTo = read.value.at(-1)?.seq;
      if (ended) return;
      // The log says that there is more and then has none: stop rather than leave a gap.
      if (upTo === undefined) return void stop('storage-failed');
      const list = read.value.map(forThisSession);
      out.send(encodeRelayMessage({ type: 'entries', after: cursor, upTo, list }));
      cursor = upTo;
    }
  }

  function forThisSession({ seq, envelope }: StoredEntry) {
    return own.delete(seq) ? { seq, envelope: new Uint8Array() } : { seq, envelope };
  }

  function stop(code: RefusalCode): false {
    if (!ended) failed(code);
    return false;
  }

  return {
    begin(beforeEntries) {
      stopListening = workspace.onCommit(() => {
        beforeEntries();
        void run(false);
      });
      void run(start.kind === 'snapshots');
    },
    isOwn(seq) {
      if (seq > cursor && own.size < OWN_ENTRIES_MAX) own.add(seq);
    },
    sent: () => cursor,
    end() {
      ended = true;
      stopListening();
      own.clear();
    },
  };
}
