/** The copy outside the browser's storage, in the world's time; `safety-copy.contract.test.ts` holds it to the file's promises. */
import type { SafetyCopy } from '../../src-renderer/worker/engine/ports.ts';

interface Kept {
  readonly device: string;
  readonly n: number;
  readonly envelope: Uint8Array;
}

/** What outlives the process. */
export type SafetyFile = Map<string, Kept>;

export function createSafetyFile(): SafetyFile {
  return new Map();
}

/** `step` waits for as long as the disk takes, and for ever once the process is gone. */
export function createSimSafetyCopy(file: SafetyFile, step: () => Promise<void>): SafetyCopy {
  const keyOf = (device: string, n: number): string => `${device}/${n}`;
  return {
    async append(device, n, envelope) {
      await step();
      // Anew at the end, as in the file.
      file.delete(keyOf(device, n));
      file.set(keyOf(device, n), { device, n, envelope });
    },
    async remove(device, numbers) {
      await step();
      for (const n of numbers) file.delete(keyOf(device, n));
    },
    list: async (known) =>
      [...file.values()].map((entry) =>
        entry.device === known.device && entry.n <= known.n
          ? { ...entry, envelope: new Uint8Array(0) }
          : entry,
      ),
  };
}
