import { randomBytes } from 'node:crypto';
import { statfs } from 'node:fs/promises';
import path from 'node:path';
import type { NotificationRequest } from '../../crm/contracts/ipc.contract.ts';
import type { MainLineProblem } from '../../crm/contracts/main-line.contract.ts';
import { type Log, traceOf } from '../platform/log.ts';
import { systemErrorCode } from './durable-file.ts';
import { type LinePort, createMainLine } from './main-line.ts';
import { UnsentFile } from './unsent-file.ts';
import { type KeyStore, type VaultResult, readOrCreateVaultKey } from './vault.ts';

export type DataSafety = {
  readonly connect: (port: LinePort) => void;
  /** Waits for what was asked to be kept, then lets go of the file. */
  readonly close: () => Promise<void>;
};

type Opened = Awaited<ReturnType<typeof UnsentFile.open>>;

/**
 * What keeps data safe outside of Chromium's storage, behind the worker's line. Opening begins at
 * once and nobody waits for it but the first who asks; after a failure the next one tries again.
 */
export function startDataSafety(
  userData: string,
  keyStore: KeyStore,
  log: Log,
  notify: (request: NotificationRequest) => boolean,
): DataSafety {
  const unsent = retried(() => openUnsent(path.join(userData, 'unsent.bin'), log));
  const vaultKey = retried<VaultResult>(() =>
    readOrCreateVaultKey(path.join(userData, 'vault.json'), keyStore, randomBytes),
  );
  const onDefect = (error: unknown) => log.write('error', 'main.defect', { trace: traceOf(error) });
  // A defect on the way is told when somebody asks for the file.
  unsent().catch(() => undefined);

  const line = createMainLine(
    {
      'unsent.append': async (entry) => {
        const opened = await unsent();
        if (!opened.ok) return opened;
        const result = await opened.unsent.append(entry);
        if (!result.ok) log.write('error', 'unsent.failed');
        return result.ok ? done : result;
      },
      'unsent.remove': async ({ ranges }) => {
        const opened = await unsent();
        if (!opened.ok) return opened;
        const result = await opened.unsent.remove(ranges);
        return result.ok ? done : result;
      },
      'unsent.list': async (filter) => {
        const opened = await unsent();
        if (!opened.ok) return opened;
        const listed = await opened.unsent.list(filter);
        if (!listed.ok) return listed;
        const { damagedBytes } = opened.unsent;
        return { ok: true, value: { entries: [...listed.entries], damagedBytes } };
      },
      'vault.key': vaultKey,
      'disk.free': () => freeSpace(userData),
      log: async ({ level, code, counts }) => {
        log.write(level, code, { counts });
        return done;
      },
      notify: async (request) => ({ ok: true, value: { shown: notify(request) } }),
    },
    onDefect,
  );
  return {
    connect: line.connect,
    async close() {
      const opened = await unsent();
      if (opened.ok) await opened.unsent.close();
    },
  };
}

const done = { ok: true, value: {} } as const;

/** The result of the first success for ever; a failure is forgotten, so that the next call tries again. */
function retried<Result extends { readonly ok: boolean }>(
  act: () => Promise<Result>,
): () => Promise<Result> {
  let kept: Promise<Result> | null = null;
  return () => {
    const result = (kept ??= act());
    void result.then(
      ({ ok }) => {
        if (!ok) kept = null;
      },
      () => {
        kept = null;
      },
    );
    return result;
  };
}

async function openUnsent(file: string, log: Log): Promise<Opened> {
  const opened = await UnsentFile.open(file, () => randomBytes(4).readUInt32LE() || 1);
  if (!opened.ok) log.write('error', 'unsent.failed');
  else if (opened.unsent.damagedBytes > 0) {
    log.write('error', 'unsent.damaged', { counts: { bytes: opened.unsent.damagedBytes } });
  }
  return opened;
}

async function freeSpace(
  directory: string,
): Promise<{ ok: true; value: { freeBytes: number } } | { ok: false; problem: MainLineProblem }> {
  try {
    const { bavail, bsize } = await statfs(directory);
    return { ok: true, value: { freeBytes: bavail * bsize } };
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === null) throw error;
    return {
      ok: false,
      problem: {
        code: 'disk.unknown',
        message: `The free space of ${directory} cannot be read (${code}).`,
        remedy: 'Check that the disk of the app’s data is connected.',
      },
    };
  }
}
