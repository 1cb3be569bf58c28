import { accessSync, constants, mkdirSync } from 'node:fs';
import path from 'node:path';
import type { App } from 'electron';
import * as z from 'zod';
import { linkTextSchema } from '../../crm/contracts/ipc.contract.ts';
import { systemErrorCode } from '../data-safety/durable-file.ts';
import type { Switches } from './switches.ts';

export type ProfileFolder =
  | { readonly ok: true; readonly userData: string }
  | { readonly ok: false; readonly message: string };

/**
 * Gives this process its profile's folder, before anything is read from it: the store, the lock,
 * the cache and the logs of two profiles never meet. Only this user may look into it.
 */
export function useProfile(app: App, switches: Switches): ProfileFolder {
  const userData =
    switches.dataDir ?? path.join(app.getPath('appData'), 'Rapport', 'profiles', switches.profile);
  try {
    mkdirSync(userData, { recursive: true, mode: 0o700 });
    accessSync(userData, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === null) throw error;
    const message =
      `The folder ${userData} cannot be used for the app's data (${code}). ` +
      'Make it writable, or name another one with --data-dir=DIR.';
    return { ok: false, message };
  }
  app.setPath('userData', userData);
  app.setPath('sessionData', userData);
  return { ok: true, userData };
}

const secondStartSchema = z.object({ link: linkTextSchema.nullable() });

/**
 * One process per profile: two would write one store. False where another has it already; that
 * one is told, and given the link that this start was made for.
 */
export function claimProfile(
  app: App,
  link: string | null,
  onSecondStart: (link: string | null) => void,
): boolean {
  const claimed = app.requestSingleInstanceLock({ link });
  app.on('second-instance', (_event, _argv, _cwd, data) => {
    const sent = secondStartSchema.safeParse(data);
    onSecondStart(sent.success ? sent.data.link : null);
  });
  return claimed;
}
