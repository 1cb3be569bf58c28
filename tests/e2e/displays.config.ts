/**
 * Before the first test: a screen of its own for each worker that drives desktops, where this system can make one.
 * Two windows on one screen take the keyboard and the clipboard from each other, and on a person's own screen from
 * what that person types.
 */
import type { FullConfig } from '@playwright/test';
import { findProgram } from '../../scripts/runtime/commands.mjs';
import { type Display, hasDisplay, openVirtualDisplay } from '../../scripts/runtime/display.mjs';
import { DISPLAYS_VARIABLE } from './launch.ts';

export default async function openDisplays({ workers }: FullConfig): Promise<() => Promise<void>> {
  const canOpen =
    process.platform === 'linux' &&
    (findProgram('Xvfb') !== null || !hasDisplay(process.env, process.platform));
  const displays: readonly Display[] = canOpen
    ? await Promise.all(Array.from({ length: workers }, () => openVirtualDisplay()))
    : [];
  process.env[DISPLAYS_VARIABLE] = JSON.stringify(displays.map(({ env }) => env));
  return async () => {
    await Promise.all(displays.map((display) => display.close()));
  };
}
