import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { NativeTheme } from 'electron';
import * as z from 'zod';
import { type Theme, themeSchema } from '../../crm/contracts/ipc.contract.ts';
import { replaceFile, systemErrorCode } from '../data-safety/durable-file.ts';

const settingsSchema = z.object({ theme: themeSchema });

/** Shown until the page paints: the page's own grounds, so that opening does not flash. */
const GROUND_LIGHT = '#ffffff';
const GROUND_DARK = '#14171c';

export type ThemeSetting = {
  readonly current: () => Theme;
  readonly isDark: () => boolean;
  readonly groundColor: () => string;
  readonly set: (theme: Theme) => Promise<void>;
};

/** The person's choice, kept for the profile. An unreadable file means "as the system". */
export function createThemeSetting(
  userData: string,
  nativeTheme: NativeTheme,
  onChange: (theme: Theme, dark: boolean) => void,
): ThemeSetting {
  const file = path.join(userData, 'settings.json');
  let theme = read(file);
  let writing: Promise<void> = Promise.resolve();
  nativeTheme.themeSource = theme;
  nativeTheme.on('updated', () => onChange(theme, nativeTheme.shouldUseDarkColors));
  return {
    current: () => theme,
    isDark: () => nativeTheme.shouldUseDarkColors,
    groundColor: () => (nativeTheme.shouldUseDarkColors ? GROUND_DARK : GROUND_LIGHT),
    async set(chosen) {
      theme = chosen;
      nativeTheme.themeSource = chosen;
      onChange(chosen, nativeTheme.shouldUseDarkColors);
      writing = writing.then(() => remember(file, chosen));
      await writing;
    },
  };
}

/** It shows already: a disk that refuses only costs the next start's memory of it. */
async function remember(file: string, theme: Theme): Promise<void> {
  try {
    await replaceFile(file, JSON.stringify({ theme }));
  } catch (error) {
    if (systemErrorCode(error) === null) throw error;
  }
}

function read(file: string): Theme {
  try {
    const parsed = settingsSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    return parsed.success ? parsed.data.theme : 'system';
  } catch {
    return 'system';
  }
}
