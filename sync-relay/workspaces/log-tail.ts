/** The newest entries of one workspace, so that live sessions do not read the disk. */
import type { StoredEntry } from '../storage/storage.ts';

export interface LogTail {
  readonly add: (entries: readonly StoredEntry[]) => void;
  /** The entries after `after`, about `limitBytes` of them; null when the tail does not reach back that far. */
  readonly read: (after: number, limitBytes: number) => readonly StoredEntry[] | null;
}

export function createLogTail(bytesMax: number): LogTail {
  let kept: StoredEntry[] = [];
  let bytes = 0;

  return {
    add(entries) {
      for (const entry of entries) {
        kept.push(entry);
        bytes += entry.envelope.byteLength;
      }
      if (bytes <= bytesMax) return;
      // Half at a time: dropping them one by one would copy the list for every append.
      let drop = 0;
      while (drop < kept.length && bytes > bytesMax / 2) {
        bytes -= kept[drop]?.envelope.byteLength ?? 0;
        drop++;
      }
      kept = kept.slice(drop);
    },
    read(after, limitBytes) {
      const first = kept[0];
      if (first === undefined || first.seq > after + 1) return null;
      const list: StoredEntry[] = [];
      let total = 0;
      for (let index = after + 1 - first.seq; index < kept.length && total < limitBytes; index++) {
        const entry = kept[index];
        if (entry === undefined) break;
        list.push(entry);
        total += entry.envelope.byteLength;
      }
      return list;
    },
  };
}
