// The relay that `npm start` keeps on this machine. It is started by the first desktop and ended
// by the last one: each desktop leaves a file with its process id, and whoever finds no other
// living one at its end stops the relay. A relay that somebody started by hand is used, and left
// alone. One of another version is not used: desktop and relay would only refuse each other.
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

/**
 * Who listens on a port: nobody, a relay of Rapport with the protocol that it speaks, or something else.
 *
 * @typedef {{ kind: 'nobody' } | { kind: 'relay', protocol: unknown } | { kind: 'stranger' }} Listener
 */

/** @param {number} port @returns {Promise<Listener>} */
async function whoListens(port) {
  try {
    const signal = AbortSignal.timeout(ANSWER_TIMEOUT_MS);
    const response = await fetch(`http://${HOST}:${port}/healthz`, { signal });
    const said = /** @type {unknown} */ (await response.json());
    if (isObject(said) && said['ok'] === true && said['name'] === 'rapport-relay') {
      return { kind: 'relay', protocol: said['protocol'] };
    }
    return { kind: 'stranger' };
  } catch {
    return { kind: (await isTaken(port)) ? 'stranger' : 'nobody' };
  }
}

/** @param {unknown} value @returns {value is Record<string, unknown>} */
function isObject(value) {
  return typeof value === 'object' && value !== null;
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
  const args = [program, '--port', String(port), '--data', folder, '--portal', 'here'];
  const child = startBeside(process.execPath, args, { stdio: ['ignore', output, output] });
  closeSync(output);
  child.unref();
  // Without a listener a missing program would be an uncaught error; exitCode and pid tell it all.
  child.on('error', () => {});
  const untilMs = Date.now() + START_TIMEOUT_MS;
  while (child.pid !== undefined && child.exitCode === null && Date.now() < untilMs) {
    if ((await whoListens(port)).kind === 'relay') {
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
  const others = () => {
    const names = readdirSync(desktops).filter((name) => name !== path.basename(mine));
    return names.filter((name) => {
      const file = path.join(desktops, name);
      if (livingProcess(file) !== null) return true;
      rmSync(file, { force: true });
      return false;
    });
  };
  // A process id is given again after a restart of the machine, so a relay must answer there as well.
  const endOurs = async () => {
    const pid = livingProcess(relayPid);
    if (pid === null || !isRelay(pid)) return false;
    await endProcess(pid);
    rmSync(relayPid, { force: true });
    return true;
  };
  const start = async () => {
    await startRelay(folder, port);
    say(`The relay listens on ${HOST}:${port} and keeps its data in ${folder}`);
  };
  await oneAtATime('relay', say, async () => {
    writeFileSync(mine, String(process.pid));
    const listener = await whoListens(port);
    if (listener.kind === 'nobody') {
      await start();
    } else if (listener.kind === 'stranger') {
      throw new Setback(
        `Port ${port} is taken by something that is not a relay of Rapport. ${otherPort(port)}`,
      );
    } else if (listener.protocol === (await ownProtocol())) {
      say(`Using the relay that already listens on ${HOST}:${port}`);
    } else if (others().length === 0 && (await endOurs())) {
      say(`Ended the relay of another version that was left on ${HOST}:${port}`);
      await start();
    } else {
      throw new Setback(
        `The relay on port ${port} is of another version of Rapport: it speaks protocol ` +
          `${String(listener.protocol)}, this version speaks ${await ownProtocol()}. Stop it ` +
          `(one that \`npm start\` began ends with its last desktop) and run this again. ${otherPort(port)}`,
      );
    }
  }).catch((/** @type {unknown} */ error) => {
    rmSync(mine, { force: true });
    throw error;
  });
  const leave = () =>
    oneAtATime('relay', say, async () => {
      rmSync(mine, { force: true });
      if (livingProcess(relayPid) === null || (await whoListens(port)).kind !== 'relay') return;
      if (others().length > 0) {
        say('Another desktop still uses the relay; it ends with the last one.');
        return;
      }
      await endOurs();
    });
  return { url: `ws://${HOST}:${port}`, leave };
}

/** @param {number} port @returns {string} */
function otherPort(port) {
  return `Or choose another port: npm start -- --port ${port + 1}`;
}

/** @returns {Promise<number>} read late: the contract needs packages, and this file is read before they are there */
async function ownProtocol() {
  const { FEED_PROTOCOL } = await import('../../crm/contracts/feed.contract.ts');
  return FEED_PROTOCOL;
}
