/** From the creation of the process to the first rows on the glass, of an app that nobody watches: it logs it itself. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { appArguments, appEnvironment, electronExecutable } from '../e2e/launch.ts';
import { median } from './figures.ts';

const START_TIMEOUT_MS = 60_000;
const LOOK_EVERY_MS = 50;

interface LogLine {
  readonly code: string;
  readonly counts?: { readonly durationMs?: number };
}

/** The middle one of several starts. */
export async function medianStartMs(dataDir: string, starts: number): Promise<number> {
  const times: number[] = [];
  for (let time = 0; time < starts; time++) times.push(await startTimeMs(dataDir));
  return median(times);
}

/** Starts a process of its own on this folder, waits until it has painted rows, and ends it as a person would. */
async function startTimeMs(dataDir: string): Promise<number> {
  const before = (await startsLogged(dataDir)).length;
  const app = spawn(electronExecutable(), appArguments({ dataDir }), {
    env: appEnvironment(),
    stdio: 'ignore',
  });
  const ended = once(app, 'exit');
  try {
    const deadlineMs = performance.now() + START_TIMEOUT_MS;
    for (;;) {
      const durationMs = (await startsLogged(dataDir))[before];
      if (durationMs !== undefined) return durationMs;
      if (performance.now() > deadlineMs || app.exitCode !== null)
        throw new Error('The app painted nothing');
      await wait(LOOK_EVERY_MS);
    }
  } finally {
    app.kill('SIGTERM');
    await ended;
  }
}

async function startsLogged(dataDir: string): Promise<readonly number[]> {
  const file = path.join(dataDir, 'logs/main.log');
  // A profile that never ran has no log yet.
  if (!existsSync(file)) return [];
  const text = await readFile(file, 'utf8');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as LogLine)
    .filter(({ code }) => code === 'app.started')
    .map(({ counts }) => counts?.durationMs ?? 0);
}
