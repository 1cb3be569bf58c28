// Two `npm start` in one checkout must not install over each other.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isRunning } from './children.mjs';
import { RUNTIME } from './places.mjs';

const POLL_MS = 300;

/** @param {string} file @returns {boolean} whether the file is ours now */
function claim(file) {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  try {
    const holder = Number(readFileSync(file, 'utf8'));
    // Empty for the moment between its making and its writing; dead after a kill -9.
    if (holder !== 0 && !isRunning(holder)) rmSync(file, { force: true });
  } catch {
    // Gone in between: the next try may have it.
  }
  return false;
}

/**
 * Runs an act while no other process of this machine runs one of the same name in this checkout.
 *
 * @template T
 * @param {string} name
 * @param {(line: string) => void} say
 * @param {() => Promise<T>} act
 * @returns {Promise<T>}
 */
export async function oneAtATime(name, say, act) {
  mkdirSync(RUNTIME, { recursive: true });
  const file = path.join(RUNTIME, `${name}.pid`);
  let told = false;
  while (!claim(file)) {
    if (!told)
      say(`Waiting for another run to finish its ${name} (remove ${file} if there is none)`);
    told = true;
    await sleep(POLL_MS);
  }
  try {
    return await act();
  } finally {
    rmSync(file, { force: true });
  }
}
