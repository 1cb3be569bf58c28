import path from 'node:path';
import { type BrowserWindow, dialog } from 'electron';
import type { IpcRequest, IpcResponse, IpcResult } from '../../crm/contracts/ipc.contract.ts';
import { replaceFile, systemErrorCode } from '../data-safety/durable-file.ts';
import { plainFileName } from './file-name.ts';

/**
 * Saves what a page made (an export, a report) where the person chooses. The page never learns
 * the place, and never chooses it: its suggestion is cut down to a plain file name.
 */
export async function saveFile(
  window: BrowserWindow,
  { suggestedName, bytes }: IpcRequest<'file.save'>,
  places: { readonly defaultDirectory: string; readonly testDirectory: string | null },
): Promise<IpcResult<IpcResponse<'file.save'>>> {
  const name = plainFileName(suggestedName);
  const target =
    places.testDirectory === null
      ? await choose(window, path.join(places.defaultDirectory, name))
      : path.join(places.testDirectory, name);
  if (target === null) return { ok: true, value: { cancelled: true } };
  try {
    await replaceFile(target, bytes, 0o644);
    return { ok: true, value: { cancelled: false } };
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === null) throw error;
    return {
      ok: false,
      problem: {
        code: 'file.save-failed',
        message: `${target} could not be written (${code}).`,
        remedy: 'Choose another folder, or free some space on the disk, and save again.',
      },
    };
  }
}

async function choose(window: BrowserWindow, defaultPath: string): Promise<string | null> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, { defaultPath });
  return canceled || filePath === '' ? null : filePath;
}
