// Programs that run beside a script (a relay, a display, the app) and are ended with it.
import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

/** How long a program may take to end by itself after being asked. */
const GRACE_MS = 8_000;
const POLL_MS = 50;

/** @param {number} pid */
export function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/**
 * Asks a process to end and waits; a process that does not is killed.
 *
 * @param {number} pid
 */
export async function endProcess(pid) {
  const untilMs = Date.now() + GRACE_MS;
  try {
    process.kill(pid, 'SIGTERM');
    while (isRunning(pid) && Date.now() < untilMs) await sleep(POLL_MS);
    if (isRunning(pid)) process.kill(pid, 'SIGKILL');
  } catch {
    // It ended in between.
  }
}

/**
 * Starts a program in a process group of its own: an interrupt typed in the terminal reaches the
 * script only, which then ends its children in the right order.
 *
 * @param {string} program
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} options
 */
export function startBeside(program, args, options) {
  return spawn(program, args, { ...options, detached: true });
}
