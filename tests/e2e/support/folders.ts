import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export interface Folders {
  /** A folder that is not there yet, as that of a profile before its first start. */
  readonly place: (name: string) => string;
  readonly removeAll: () => void;
}

/** Places for profiles and relays that outlive the processes of a test. */
export function makeFolders(): Folders {
  const root = mkdtempSync(path.join(tmpdir(), 'rapport-e2e-'));
  return {
    place: (name) => path.join(root, name),
    // The last of Chromium's processes may still be writing as it ends.
    removeAll: () => rmSync(root, { recursive: true, force: true, maxRetries: 10 }),
  };
}
