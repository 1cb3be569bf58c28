import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { type App } from 'electron';
import * as z from 'zod';
import { joinLinkTextSchema } from '../../crm/contracts/ipc.contract.ts';
import type { Switches } from './switches.ts';

/**
 * Gives this process its profile's folder, before anything is read from it: the store, the lock,
 * the cache and the logs of two profiles never meet. Only this user may look into it.
 */
export function useProfile(app: App, switches: Switches): string {
  const directory =
    switches.dataDir ?? path.join(app.getPath('appData'), 'Rapport', 'profiles', switches.profile);
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  app.setPath('userData', directory);
  app.setPath('sessionData', directory);
  return directory;
}

const secondStartSchema = z.object({ joinLink: joinLinkTextSchema.nullable() });

/**
 * One process per profile: two would write one store. False where another has it already; that
 * one is told, and given the invitation that this start was made for.
 */
export function claimProfile(
  app: App,
  joinLink: string | null,
  onSecondStart: (joinLink: string | null) => void,
): boolean {
  const claimed = app.requestSingleInstanceLock({ joinLink });
  app.on('second-instance', (_event, _argv, _cwd, data) => {
    const sent = secondStartSchema.safeParse(data);
    onSecondStart(sent.success ? sent.data.joinLink : null);
  });
  return claimed;
}
