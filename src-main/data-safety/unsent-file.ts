import { type FileHandle, mkdir, open, rename } from 'node:fs/promises';
import path from 'node:path';
import type {
  MainLineProblem,
  UnsentEntry,
  UnsentRange,
} from '../../crm/contracts/main-line.contract.ts';
import {
  readFully,
  readIfThere,
  replaceFile,
  setAside,
  syncDirectory,
  systemErrorCode,
  truncated,
  writeFully,
} from './durable-file.ts';
import {
  FILE_HEADER_BYTES,
  type Frame,
  type FrameKind,
  encodeFileHeader,
  encodeFrame,
  encodeRemoval,
  frameOverheadBytes,
  readFrames,
  readSalt,
} from './unsent-frames.ts';
import { diskProblem, tooMuchProblem } from './unsent-problems.ts';

/** Below this much waste the file is left alone: rewriting it costs more than it frees. */
const MIN_WASTE_BYTES = 256 * 1024;
/** Most that may wait unsent; above it opening the file would no longer fit into memory. */
const MAX_FILE_BYTES = 1024 * 1024 * 1024;

export type UnsentResult = { ok: true } | { ok: false; problem: MainLineProblem };
export type UnsentFilter = {
  readonly device?: string | undefined;
  readonly bare?: { readonly device: string; readonly n: number } | undefined;
};
type Waiting = {
  readonly kind: FrameKind;
  readonly device: string;
  readonly n: number;
  readonly from: number;
  readonly frame: Buffer;
  readonly settle: (result: UnsentResult) => void;
  readonly defect: (error: unknown) => void;
};

type Content = {
  readonly salt: number;
  readonly frames: readonly Frame[];
  readonly sizeBytes: number;
  readonly damagedBytes: number;
  readonly needsRewrite: boolean;
};

/**
 * The second home of every confirmed change that the relay has not acknowledged yet, outside of
 * Chromium's storage: if that is lost, these envelopes are still there to be sent.
 *
 * Invariant: once `append` resolved, the entry is in the file after any crash until a `remove`
 * covers it. A removal may be lost in a crash: the entry comes back and is pushed again, which
 * `(device, n)` makes harmless. One process at a time (one instance per profile sees to it).
 */
export class UnsentFile {
  readonly damagedBytes: number;
  readonly #file: string;
  readonly #salt: number;
  #handle: FileHandle;
  /** Live entries by device and number, in the order of appending. */
  readonly #live = new Map<string, Frame>();
  #liveBytes = 0;
  #sizeBytes: number;
  #waiting: Waiting[] = [];
  /** A failed write or sync leaves the file's end in doubt: it is rewritten before the next append. */
  #inDoubt = false;
  #turn: Promise<unknown> = Promise.resolve();

  private constructor(file: string, handle: FileHandle, content: Content) {
    this.#file = file;
    this.#handle = handle;
    this.#salt = content.salt;
    this.#sizeBytes = content.sizeBytes;
    this.#inDoubt = content.needsRewrite;
    this.damagedBytes = content.damagedBytes;
    for (const frame of content.frames) this.#apply(frame);
  }

  /**
   * Opens or makes the file. Damage is set aside in `<file>.<number>.damaged` and what is sound is
   * kept. `newSalt` gives a random non-zero 32-bit integer.
   */
  static async open(
    file: string,
    newSalt: () => number,
  ): Promise<{ ok: true; unsent: UnsentFile } | { ok: false; problem: MainLineProblem }> {
    try {
      await mkdir(path.dirname(file), { recursive: true });
      const content = await readContent(file, newSalt);
      const unsent = new UnsentFile(file, await open(file, 'r+'), content);
      if (content.needsRewrite) await unsent.#rewriteIfPossible();
      return { ok: true, unsent };
    } catch (error) {
      return { ok: false, problem: diskProblem(error, file) };
    }
  }

  /** Resolves after the entry is synced; appends that arrive while one is being synced share the next sync. */
  append(entry: UnsentEntry): Promise<UnsentResult> {
    const { device, n, bytes } = entry;
    const frame = encodeFrame(this.#salt, 'append', device, n, bytes);
    return this.#enqueue({ kind: 'append', device, n, from: n, frame });
  }

  /** Forgets the entries of these ranges, and no other. Not synced, see above. */
  async remove(ranges: readonly UnsentRange[]): Promise<UnsentResult> {
    const results = await Promise.all(
      ranges.map((range) => {
        const { device, from, to: n } = range;
        const frame = encodeRemoval(this.#salt, range);
        return this.#enqueue({ kind: 'remove', device, n, from, frame });
      }),
    );
    return results.find((result) => !result.ok) ?? { ok: true };
  }

  /** The live entries in the order of appending: of one device only, and some without their bytes, if so wished. */
  list({ device, bare }: UnsentFilter = {}): Promise<
    { ok: true; entries: readonly UnsentEntry[] } | { ok: false; problem: MainLineProblem }
  > {
    return this.#exclusively(async () => {
      try {
        const entries: UnsentEntry[] = [];
        for (const frame of this.#live.values()) {
          if (device !== undefined && frame.device !== device) continue;
          const isBare = frame.device === bare?.device && frame.n <= bare.n;
          const bytes = new Uint8Array(isBare ? 0 : frame.end - frame.bytesStart);
          if (!isBare) await readFully(this.#handle, bytes, frame.bytesStart);
          entries.push({ device: frame.device, n: frame.n, bytes });
        }
        return { ok: true as const, entries };
      } catch (error) {
        return { ok: false as const, problem: diskProblem(error, this.#file) };
      }
    });
  }

  /** Waits for what was asked before, then lets go of the file. */
  close(): Promise<void> {
    return this.#exclusively(() => this.#handle.close());
  }

  #enqueue(frame: Omit<Waiting, 'settle' | 'defect'>): Promise<UnsentResult> {
    return new Promise((settle, defect) => {
      this.#waiting.push({ ...frame, settle, defect });
      void this.#exclusively(() => this.#flush());
    });
  }

  #exclusively<Value>(act: () => Promise<Value>): Promise<Value> {
    const result = this.#turn.then(act);
    this.#turn = result.catch(() => undefined);
    return result;
  }

  /** Writes everything that waits in one go, with one sync: the group commit. */
  async #flush(): Promise<void> {
    const batch = this.#waiting;
    this.#waiting = [];
    if (batch.length === 0) return;
    const settleAll = (result: UnsentResult) => {
      for (const waiting of batch) waiting.settle(result);
    };
    try {
      if (this.#inDoubt) await this.#rewrite();
      const block = Buffer.concat(batch.map((waiting) => waiting.frame));
      if (this.#sizeBytes + block.length > MAX_FILE_BYTES) {
        settleAll({ ok: false, problem: tooMuchProblem(this.#file, MAX_FILE_BYTES) });
        return;
      }
      await this.#write(
        block,
        batch.some((waiting) => waiting.kind === 'append'),
      );
      let start = this.#sizeBytes;
      for (const { kind, device, n, from, frame } of batch) {
        const end = start + frame.length;
        this.#apply({
          kind,
          device,
          n,
          from,
          start,
          end,
          bytesStart: start + frameOverheadBytes(device),
        });
        start = end;
      }
      this.#sizeBytes = start;
      settleAll({ ok: true });
    } catch (error) {
      try {
        settleAll({ ok: false, problem: diskProblem(error, this.#file) });
      } catch (defect) {
        for (const waiting of batch) waiting.defect(defect);
      }
      return;
    }
    await this.#rewriteIfWasteful();
  }

  async #write(block: Buffer, sync: boolean): Promise<void> {
    try {
      await writeFully(this.#handle, block, this.#sizeBytes);
    } catch (error) {
      this.#inDoubt = !(await truncated(this.#handle, this.#sizeBytes));
      throw error;
    }
    if (!sync) return;
    try {
      // fdatasync: the size of the file is included, its time stamps are of no interest here.
      await this.#handle.datasync();
    } catch (error) {
      // The kernel may have dropped the pages: syncing the same file again could lie.
      this.#inDoubt = true;
      throw error;
    }
  }

  async #rewriteIfWasteful(): Promise<void> {
    const wasteBytes = this.#sizeBytes - FILE_HEADER_BYTES - this.#liveBytes;
    if (wasteBytes <= MIN_WASTE_BYTES || wasteBytes <= this.#liveBytes) return;
    await this.#rewriteIfPossible();
  }

  /** A full disk only means that the old file, complete and untouched, stays for longer. */
  async #rewriteIfPossible(): Promise<void> {
    try {
      await this.#rewrite();
    } catch (error) {
      if (systemErrorCode(error) === null) throw error;
    }
  }

  /** Live entries into a new file, synced, renamed over the old one. Frames keep their salt. */
  async #rewrite(): Promise<void> {
    const next = await open(`${this.#file}.new`, 'w+', 0o600);
    const moved: [string, Frame][] = [];
    let at = FILE_HEADER_BYTES;
    try {
      await writeFully(next, encodeFileHeader(this.#salt), 0);
      for (const [key, frame] of this.#live) {
        const raw = Buffer.alloc(frame.end - frame.start);
        await readFully(this.#handle, raw, frame.start);
        await writeFully(next, raw, at);
        const shift = at - frame.start;
        const end = frame.end + shift;
        const bytesStart = frame.bytesStart + shift;
        moved.push([key, { ...frame, start: at, end, bytesStart }]);
        at = end;
      }
      await next.sync();
      await rename(`${this.#file}.new`, this.#file);
    } catch (error) {
      await next.close();
      throw error;
    }
    // Until the new name is synced, a power cut may bring the old file back.
    this.#inDoubt = true;
    const old = this.#handle;
    this.#handle = next;
    this.#sizeBytes = at;
    for (const [key, frame] of moved) this.#live.set(key, frame);
    await old.close();
    await syncDirectory(path.dirname(this.#file));
    this.#inDoubt = false;
  }

  #apply(frame: Frame): void {
    if (frame.kind === 'append') {
      const key = `${frame.device} ${frame.n}`;
      this.#forget(key);
      this.#live.set(key, frame);
      this.#liveBytes += frame.end - frame.start;
      return;
    }
    for (const [key, live] of this.#live) {
      const isIn = frame.from <= live.n && live.n <= frame.n;
      if (live.device === frame.device && isIn) this.#forget(key);
    }
  }

  #forget(key: string): void {
    const frame = this.#live.get(key);
    if (frame === undefined) return;
    this.#liveBytes -= frame.end - frame.start;
    this.#live.delete(key);
  }
}

/** Reads what is there, sets damage aside, and makes the file where there is none worth keeping. */
async function readContent(file: string, newSalt: () => number): Promise<Content> {
  const found = await readIfThere(file);
  const known = found === null ? null : readSalt(found);
  if (found === null || known === null) {
    if (found !== null && found.length > 0) await setAside(file, found);
    const salt = newSalt();
    await replaceFile(file, encodeFileHeader(salt));
    const damagedBytes = found?.length ?? 0;
    return { salt, frames: [], sizeBytes: FILE_HEADER_BYTES, damagedBytes, needsRewrite: false };
  }
  const { frames, damaged } = readFrames(found, known.salt);
  const lost = Buffer.concat(damaged.map(({ start, end }) => found.subarray(start, end)));
  if (lost.length > 0) await setAside(file, lost);
  return {
    salt: known.salt,
    frames,
    sizeBytes: found.length,
    damagedBytes: lost.length,
    needsRewrite: lost.length > 0 || !known.intact,
  };
}
