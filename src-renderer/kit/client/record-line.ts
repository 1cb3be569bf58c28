/** A record that this window has open: its newest view, and who is told of it. Opened by a page, or ahead of it. */
import type { RecordView } from '../../../crm/contracts/rpc/record.rpc.ts';
import type { WorkerClient } from '../session/worker-client.ts';

/** Nobody waits longer for a record than this before its page comes without it. */
const WAIT_MAX_MS = 100;
/** A page that has not come by then does not come. */
const KEEP_MAX_MS = 2_000;

export class RecordLine {
  view: RecordView | undefined;
  /** `isFirst`: the answer to opening it, not a change. */
  show: (isFirst: boolean) => void = () => undefined;
  readonly close: () => void;

  constructor(client: WorkerClient, entity: string, id: string) {
    const ref = { entity, id };
    let over = false;
    const stop = client.on('record.changed', (changed) => {
      if (changed.entity !== entity || changed.id !== id) return;
      this.view = changed.view;
      this.show(false);
    });
    client.call('record.open', ref).then(
      (view) => {
        // A change that came meanwhile is newer than the answer.
        if (over || this.view !== undefined) return;
        this.view = view;
        this.show(true);
      },
      () => undefined,
    );
    this.close = () => {
      over = true;
      stop();
      void client.call('record.close', ref);
    };
  }
}

const lines = new WeakMap<WorkerClient, Map<string, RecordLine>>();

function linesOf(client: WorkerClient): Map<string, RecordLine> {
  let known = lines.get(client);
  if (known === undefined) lines.set(client, (known = new Map()));
  return known;
}

/** Opens a record whose page is about to be made. Resolves when it is there, or not to be waited for any longer. */
export function openAhead(client: WorkerClient, entity: string, id: string): Promise<void> {
  const name = `${entity}/${id}`;
  const ahead = linesOf(client);
  if (ahead.has(name)) return Promise.resolve();
  const line = new RecordLine(client, entity, id);
  ahead.set(name, line);
  setTimeout(() => {
    if (ahead.get(name) !== line) return;
    ahead.delete(name);
    line.close();
  }, KEEP_MAX_MS);
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, WAIT_MAX_MS);
    line.show = () => {
      clearTimeout(timer);
      resolve();
    };
  });
}

/** What is known of a record that was opened ahead, for the first drawing of its page. */
export function viewAhead(client: WorkerClient, name: string): RecordView | undefined {
  return linesOf(client).get(name)?.view;
}

/** From now on it belongs to the caller. */
export function takeRecord(client: WorkerClient, entity: string, id: string): RecordLine {
  const name = `${entity}/${id}`;
  const ahead = linesOf(client);
  const line = ahead.get(name) ?? new RecordLine(client, entity, id);
  ahead.delete(name);
  return line;
}
