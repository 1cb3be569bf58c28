/** A record that this window has open: its newest view, and who is told of it. Opened by a page, or ahead of it. */
import { sameJson } from '../../../crm/kernel/write.ts';
import type { RecordView } from '../../../crm/contracts/rpc/record.rpc.ts';
import { LinesAhead } from '../session/lines-ahead.ts';
import type { WorkerClient } from '../session/worker-client.ts';

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
      this.view = withWhatStays(this.view, changed.view);
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

/** The same row and the same titles stay the same objects: somebody who comes or goes has no field drawn again. */
function withWhatStays(before: RecordView | undefined, next: RecordView): RecordView {
  if (before === undefined) return next;
  return {
    ...next,
    row: sameJson(before.row, next.row) ? before.row : next.row,
    titles: sameJson(before.titles, next.titles) ? before.titles : next.titles,
  };
}

/** By the name of the record. */
const ahead = new LinesAhead<RecordLine>();

/** Opens a record whose page is about to be made. Resolves when it is there, or not to be waited for any longer. */
export function openAhead(client: WorkerClient, entity: string, id: string): Promise<void> {
  return ahead.open(client, `${entity}/${id}`, (tell) => {
    const line = new RecordLine(client, entity, id);
    line.show = tell;
    return line;
  });
}

/** What is known of a record that was opened ahead, for the first drawing of its page. */
export function viewAhead(client: WorkerClient, name: string): RecordView | undefined {
  return ahead.at(client, name)?.view;
}

/** From now on it belongs to the caller. */
export function takeRecord(client: WorkerClient, entity: string, id: string): RecordLine {
  return ahead.take(client, `${entity}/${id}`) ?? new RecordLine(client, entity, id);
}
