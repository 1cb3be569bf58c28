/**
 * The second copy of unsent envelopes, in the main process's fsynced file. It is sealed like everything else: what
 * leaves the worker for the disk is never readable.
 */
import { MAX_REMOVE_RANGES } from '../../../crm/contracts/main-line.contract.ts';
import type { SafetyCopy } from '../engine/ports.ts';
import type { Seal } from '../store/seal.ts';
import type { MainLine } from './main-line.ts';
import { PROFILE_DEVICE } from './profile-record.ts';

export function createUnsentCopy({
  line,
  seal,
}: {
  readonly line: MainLine;
  readonly seal: Seal;
}): SafetyCopy {
  return {
    append: async (device, n, envelope) => {
      const bytes = new Uint8Array(await seal.close(envelope, addressOf(device, n)));
      const answer = await line.ask('unsent.append', { device, n, bytes });
      if (!answer.ok) throw new Error(answer.problem.code);
    },
    remove: async (device, numbers) => {
      const ranges = rangesOf(numbers).map((range) => ({ device, ...range }));
      for (let start = 0; start < ranges.length; start += MAX_REMOVE_RANGES) {
        const some = ranges.slice(start, start + MAX_REMOVE_RANGES);
        const answer = await line.ask('unsent.remove', { ranges: some });
        if (!answer.ok) throw new Error(answer.problem.code);
      }
    },
    list: async (known) => {
      const bare = { device: known.device, n: known.n };
      const answer = await line.ask('unsent.list', bare.n > 0 ? { bare } : {});
      if (!answer.ok) throw new Error(answer.problem.code);
      const copies: { device: string; n: number; envelope: Uint8Array }[] = [];
      for (const { device, n, bytes } of answer.value.entries) {
        if (device === PROFILE_DEVICE) continue;
        if (device === known.device && n <= known.n) {
          copies.push({ device, n, envelope: NOT_READ });
          continue;
        }
        const envelope = await seal.open(bytes, addressOf(device, n));
        // One that does not open stays in the file: it is not in the way, and may be opened with the right key.
        if (envelope !== null) copies.push({ device, n, envelope });
      }
      return copies;
    },
  };
}

/** In place of what the asker has already. */
const NOT_READ = new Uint8Array(0);

/** Mostly one: acknowledgements come in the order of the numbers. */
function rangesOf(numbers: readonly number[]): { from: number; to: number }[] {
  const ranges: { from: number; to: number }[] = [];
  for (const n of numbers.toSorted((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last !== undefined && n <= last.to + 1) last.to = n;
    else ranges.push({ from: n, to: n });
  }
  return ranges;
}

function addressOf(device: string, n: number): string {
  return `unsent/${device}/${n}`;
}
