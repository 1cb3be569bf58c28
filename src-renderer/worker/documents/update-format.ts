/**
 * Yjs updates (version 1) taken apart and put together again: what Yjs itself has no call for. The format is Yjs's own
 * and stable: https://github.com/yjs/yjs/blob/v13.6.33/src/utils/encoding.js.
 */
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';

/** Some of what one client wrote: its clocks from the second number on, so many as the third says. */
export type Range = readonly [client: number, clock: number, length: number];

export type Struct = Y.Item | Y.GC | Y.Skip;

export interface UpdateParts {
  /** Of each client in the order of their clocks. */
  readonly structs: readonly Struct[];
  readonly deleted: readonly Range[];
}

/** Throws, as Yjs does, for bytes that are no update. */
export function readUpdate(update: Uint8Array): UpdateParts {
  const { structs, ds } = Y.decodeUpdate(update);
  return { structs, deleted: rangesOf(ds) };
}

function rangesOf(ds: ReturnType<typeof Y.createDeleteSet>): Range[] {
  return [...ds.clients].flatMap(([client, items]) =>
    items.map(({ clock, len }): Range => [client, clock, len]),
  );
}

/** Without gaps in what one client wrote, but for those that a `Y.Skip` stands for. */
export function writeUpdate({ structs, deleted }: UpdateParts): Uint8Array {
  const encoder = new Y.UpdateEncoderV1();
  const { restEncoder } = encoder;
  const byClient = descending(Map.groupBy(structs, ({ id }) => id.client));
  encoding.writeVarUint(restEncoder, byClient.length);
  for (const [client, own] of byClient) {
    encoding.writeVarUint(restEncoder, own.length);
    encoder.writeClient(client);
    encoding.writeVarUint(restEncoder, own[0]?.id.clock ?? 0);
    for (const struct of own) struct.write(encoder, 0);
  }
  const deletedBy = descending(Map.groupBy(deleted, ([client]) => client));
  encoding.writeVarUint(restEncoder, deletedBy.length);
  for (const [client, ranges] of deletedBy) {
    encoder.resetDsCurVal();
    encoding.writeVarUint(restEncoder, client);
    encoding.writeVarUint(restEncoder, ranges.length);
    for (const [, clock, length] of ranges) {
      encoder.writeDsClock(clock);
      encoder.writeDsLen(length);
    }
  }
  return encoder.toUint8Array();
}

/** As Yjs orders them, so that the same content is the same bytes. */
function descending<Value>(byClient: ReadonlyMap<number, Value>): [number, Value][] {
  return [...byClient].toSorted(([a], [b]) => b - a);
}

/** Whether some range has a clock of a client; made once for many questions. */
export function covering(ranges: readonly Range[]): (client: number, clock: number) => boolean {
  const byClient = new Map(
    [...Map.groupBy(ranges, ([client]) => client)].map(([client, own]) => [
      client,
      own.toSorted((a, b) => a[1] - b[1]),
    ]),
  );
  return (client, clock) => {
    const own = byClient.get(client) ?? [];
    let low = 0;
    let high = own.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const [, from = 0, length = 0] = own[middle] ?? [];
      if (clock < from) high = middle;
      else if (clock >= from + length) low = middle + 1;
      else return true;
    }
    return false;
  };
}

export function overlap(a: Range, b: Range): boolean {
  return a[0] === b[0] && a[1] < b[1] + b[2] && b[1] < a[1] + a[2];
}

export function common(ranges: readonly Range[], others: readonly Range[]): readonly Range[] {
  return ranges.flatMap(([client, clock, length]) =>
    others.flatMap(([other, from, more]): Range[] => {
      const start = Math.max(clock, from);
      const end = Math.min(clock + length, from + more);
      return client === other && start < end ? [[client, start, end - start]] : [];
    }),
  );
}

export function without(ranges: readonly Range[], taken: readonly Range[]): readonly Range[] {
  let left = ranges;
  for (const gone of taken) {
    left = left.flatMap((range): readonly Range[] => {
      if (!overlap(range, gone)) return [range];
      const [client, clock, length] = range;
      const [, from, more] = gone;
      const pieces: Range[] = [];
      if (clock < from) pieces.push([client, clock, from - clock]);
      const rest = clock + length - (from + more);
      if (rest > 0) pieces.push([client, from + more, rest]);
      return pieces;
    });
  }
  return left;
}

/** What an update brings. */
export function rangesIn(update: Uint8Array): readonly Range[] {
  const { from, to } = Y.parseUpdateMeta(update);
  return [...to].map(([client, end]): Range => {
    const start = from.get(client) ?? 0;
    return [client, start, end - start];
  });
}

/** The parts of the ranges that are at or above what a state has. */
export function beyond(
  ranges: readonly Range[],
  has: ReadonlyMap<number, number>,
): readonly Range[] {
  return ranges.flatMap(([client, clock, length]): Range[] => {
    const from = Math.max(clock, has.get(client) ?? 0);
    return from < clock + length ? [[client, from, clock + length - from]] : [];
  });
}
