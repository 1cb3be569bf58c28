// The relay that `npm start` keeps on this machine. It is started by the first desktop and ended
// by the last one: each desktop leaves a file with its process id, and whoever finds no other
// living one at its end stops the relay. A relay that somebody started by hand is used, and left
// alone.
import {
  closeSync,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createConnection } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { endProcess, isRunning, startBeside } from './children.mjs';
import { oneAtATime } from './one-at-a-time.mjs';
import { CHECKOUT } from './places.mjs';
import { Setback, say } from './progress.mjs';

const HOST = '127.0.0.1';
const ANSWER_TIMEOUT_MS = 2_000;
const START_TIMEOUT_MS = 20_000;
const POLL_MS = 50;

/** @param {number} port @returns {Promise<boolean>} whether a relay in good health answers there */
async function isHealthy(port) {
  try {
    const signal = AbortSignal.timeout(ANSWER_TIMEOUT_MS);
    const response = await fetch(`http://${HOST}:${port}/healthz`, { signal });
    const body = /** @type {unknown} */ (await response.json());
    return typeof body === 'object' && body !== null && 'ok' in body && body.ok === true;
  } catch {
    return false;
  }
}

/** @param {number} port @returns {Promise<boolean>} */
function isTaken(port) {
  return new Promise((resolve) => {
    const socket = createConnection({ host: HOST, port });
    /** @param {boolean} taken */
    const answer = (taken) => {
      socket.destroy();
      resolve(taken);
    };
    socket.setTimeout(ANSWER_TIMEOUT_MS, () => answer(false));
    socket.on('connect', () => answer(true));
    socket.on('error', () => answer(false));
  });
}

/** @param {string} file @returns {number | null} the process named there, if it lives */
function livingProcess(file) {
  try {
    const pid = Number(readFileSync(file, 'utf8'));
    return Number.isInteger(pid) && pid > 1 && isRunning(pid) ? pid : null;
  } catch {
    return null;
  }
}

/** @param {number} pid @returns {boolean} false only where the system says that it is another program */
function isRelay(pid) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('sync-relay/main.ts');
  } catch {
    return true;
  }
}

/** @param {string} folder @param {number} port */
async function startRelay(folder, port) {
  const log = path.join(folder, 'relay.log');
  const output = openSync(log, 'w', 0o600);
  const program = path.join(CHECKOUT, 'sync-relay/main.ts');
  const args = [program, '--port', String(port), '--data', folder];
  const child = startBeside(process.execPath, args, { stdio: ['ignore', output, output] });
  closeSync(output);
  child.unref();
  // Without a listener a missing program would be an uncaught error; exitCode and pid tell it all.
  child.on('error', () => {});
  const untilMs = Date.now() + START_TIMEOUT_MS;
  while (child.pid !== undefined && child.exitCode === null && Date.now() < untilMs) {
    if (await isHealthy(port)) {
      writeFileSync(path.join(folder, `relay-${port}.pid`), String(child.pid));
      return;
    }
    await sleep(POLL_MS);
  }
  if (child.pid !== undefined) await endProcess(child.pid);
  throw new Setback(
    `The relay did not start. What it said is in ${log}:\n${readFileSync(log, 'utf8').slice(-4_000)}`,
  );
}

/**
 * @typedef {object} LocalRelay
 * @property {string} url
 * @property {() => Promise<void>} leave to be called when the desktop has closed
 */

/**
 * @param {string} dataFolder
 * @param {number} port
 * @returns {Promise<LocalRelay>}
 */
export async function joinLocalRelay(dataFolder, port) {
  const folder = path.join(dataFolder, 'relay');
  const desktops = path.join(folder, `desktops-${port}`);
  mkdirSync(desktops, { recursive: true });
  const mine = path.join(desktops, String(process.pid));
  const relayPid = path.join(folder, `relay-${port}.pid`);
  await oneAtATime('relay', say, async () => {
    writeFileSync(mine, String(process.pid));
    if (await isHealthy(port)) {
      say(`Using the relay that already listens on ${HOST}:${port}`);
    } else if (await isTaken(port)) {
      rmSync(mine, { force: true });
      throw new Setback(
        `Port ${port} is taken by something that is not a relay of Rapport. Choose another: ` +
          'npm start -- --port 4600',
      );
    } else {
      await startRelay(folder, port);
      say(`The relay listens on ${HOST}:${port} and keeps its data in ${folder}`);
    }
  }).catch((/** @type {unknown} */ error) => {
    rmSync(mine, { force: true });
    throw error;
  });
  const leave = () =>
    oneAtATime('relay', say, async () => {
      rmSync(mine, { force: true });
      const others = readdirSync(desktops).filter((name) => {
        const file = path.join(desktops, name);
        if (livingProcess(file) !== null) return true;
        rmSync(file, { force: true });
        return false;
      });
      const pid = livingProcess(relayPid);
      // A process id is given again after a restart of the machine: the relay must answer as well.
      if (pid === null || !isRelay(pid) || !(await isHealthy(port))) return;
      if (others.length > 0) {
        say('Another desktop still uses the relay; it ends with the last one.');
        return;
      }
      await endProcess(pid);
      rmSync(relayPid, { force: true });
    });
  return { url: `ws://${HOST}:${port}`, leave };
}
