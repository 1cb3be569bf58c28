/**
 * A note as it leaves in a file: without what was written and deleted again, as far as nothing that stands there leans
 * on it. So a note is the same bytes before an import and after its undo. Nothing that stays is another than it was:
 * what desktops exchange must be what its author wrote, or they would not agree on where it stands.
 */
import * as Y from 'yjs';
import { covering, readUpdate, writeUpdate, type Struct } from '../documents/update-format.ts';

/** undefined: nothing stands in it. */
export function leavingNote(state: Uint8Array): Uint8Array | undefined {
  const { structs, deleted } = readUpdate(state);
  const isDeleted = covering(deleted);
  const byClient = Map.groupBy(structs, ({ id }) => id.client);
  /** Up to which clock what a client wrote is needed. */
  const ends = new Map<number, number>();
  for (const struct of structs) {
    const { client, clock } = struct.id;
    const stands = struct instanceof Y.Item && !isDeleted(client, clock);
    if (stands) ends.set(client, clock + struct.length);
  }
  if (ends.size === 0) return undefined;
  const waiting = structs.filter(({ id }) => id.clock < (ends.get(id.client) ?? 0));
  const need = ({ client, clock }: { client: number; clock: number }): void => {
    const end = ends.get(client) ?? 0;
    if (clock < end) return;
    ends.set(client, clock + 1);
    for (const struct of byClient.get(client) ?? []) {
      if (struct.id.clock <= clock && struct.id.clock + struct.length > end) waiting.push(struct);
    }
  };
  for (let struct = waiting.pop(); struct !== undefined; struct = waiting.pop()) {
    if (!(struct instanceof Y.Item)) continue;
    const { origin, rightOrigin, parent } = struct;
    for (const id of [origin, rightOrigin, parent]) if (id instanceof Y.ID) need(id);
  }
  const kept = structs.flatMap((struct) => {
    const { client, clock } = struct.id;
    const length = Math.min(struct.length, (ends.get(client) ?? 0) - clock);
    return length <= 0 ? [] : [length === struct.length ? struct : beginningOf(struct, length)];
  });
  const stay = deleted.flatMap(([client, clock, length]) => {
    const left = Math.min(length, (ends.get(client) ?? 0) - clock);
    return left > 0 ? [[client, clock, left] as const] : [];
  });
  // Once through Yjs: pieces that were cut apart by what is gone are one again.
  const doc = new Y.Doc({ guid: 'note' });
  Y.applyUpdate(doc, writeUpdate({ structs: kept, deleted: stay }));
  return Y.encodeStateAsUpdate(doc);
}

/** Only what is deleted is ever cut: what stands is needed to its end. */
function beginningOf(struct: Struct, length: number): Struct {
  if (!(struct instanceof Y.Item))
    return struct instanceof Y.Skip ? new Y.Skip(struct.id, length) : new Y.GC(struct.id, length);
  const { id, origin, rightOrigin, parent, parentSub } = struct;
  const content = new Y.ContentDeleted(length);
  return new Y.Item(id, null, origin, null, rightOrigin, parent, parentSub, content);
}
