import { constants } from 'node:fs';
import { type FileHandle, open, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';

/** The system's error code (`ENOSPC`), or null for an error that did not come from the system. */
export function systemErrorCode(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error)) return null;
  return typeof error.code === 'string' ? error.code : null;
}

/** File systems without such a call (some network and FUSE mounts) say so with one of these. */
const unsyncable = new Set(['EINVAL', 'ENOTSUP', 'EPERM', 'EISDIR']);

/**
 * Makes a created or renamed name survive a power cut: on POSIX systems the directory is a file
 * of its own that must be synced. Windows has no such call, NTFS journals its names.
 */
export async function syncDirectory(directory: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(directory, 'r');
  try {
    await handle.sync();
  } catch (error) {
    if (!unsyncable.has(systemErrorCode(error) ?? '')) throw error;
  } finally {
    await handle.close();
  }
}

/**
 * Replaces a whole file so that a crash at any moment leaves the old content or the new one,
 * never a mixture: written beside it, synced, renamed over it, the name synced.
 */
export async function replaceFile(
  file: string,
  content: Uint8Array | string,
  mode = 0o600,
): Promise<void> {
  const part = `${file}.rapport-part`;
  try {
    const handle = await open(part, 'w', mode);
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
  await syncDirectory(path.dirname(file));
}

/** The whole file, null where there is none. */
export async function readIfThere(file: string): Promise<Buffer | null> {
  try {
    return await readFile(file);
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return null;
    throw error;
  }
}

/** Keeps damage as `<file>.<number>.damaged`, never over an earlier piece. */
export async function setAside(file: string, damaged: Buffer): Promise<void> {
  for (let number = 1; ; number++) {
    const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL;
    try {
      const handle = await open(`${file}.${number}.damaged`, flags, 0o600);
      try {
        await handle.writeFile(damaged);
        await handle.sync();
      } finally {
        await handle.close();
      }
      await syncDirectory(path.dirname(file));
      return;
    } catch (error) {
      if (systemErrorCode(error) !== 'EEXIST') throw error;
    }
  }
}

/** Whether the file could be cut back to this size. */
export async function truncated(handle: FileHandle, sizeBytes: number): Promise<boolean> {
  try {
    await handle.truncate(sizeBytes);
    return true;
  } catch {
    return false;
  }
}

export async function writeFully(
  handle: FileHandle,
  block: Buffer,
  position: number,
): Promise<void> {
  let done = 0;
  while (done < block.length) {
    const { bytesWritten } = await handle.write(block, done, block.length - done, position + done);
    done += bytesWritten;
  }
}

export async function readFully(
  handle: FileHandle,
  into: Uint8Array,
  position: number,
): Promise<void> {
  let done = 0;
  while (done < into.byteLength) {
    const { bytesRead } = await handle.read(into, done, into.byteLength - done, position + done);
    if (bytesRead === 0) {
      const error = new Error('the file ends early');
      throw Object.assign(error, { code: 'EIO' });
    }
    done += bytesRead;
  }
}
