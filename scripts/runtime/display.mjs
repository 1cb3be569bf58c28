// A screen for Electron where there is none: Xvfb on a display number that it chooses itself.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { endProcess, startBeside } from './children.mjs';
import { Setback } from './progress.mjs';

const SCREEN = '1280x800x24';
const READY_TIMEOUT_MS = 15_000;
/** Xau.h: this family matches any host and, with an empty number, any display. */
const FAMILY_WILD = 0xffff;
const COOKIE_BYTES = 16;

/** @param {NodeJS.ProcessEnv} env @param {NodeJS.Platform} platform */
export function hasDisplay(env, platform) {
  if (platform !== 'linux') return true;
  return (env['DISPLAY'] ?? '') !== '' || (env['WAYLAND_DISPLAY'] ?? '') !== '';
}

/** @param {Buffer} bytes */
function counted(bytes) {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

/** @param {Buffer} cookie @returns {Buffer} the content of an Xauthority file (libXau, AuFileName) */
function authorityFile(cookie) {
  const family = Buffer.alloc(2);
  family.writeUInt16BE(FAMILY_WILD);
  const nothing = counted(Buffer.alloc(0));
  const scheme = counted(Buffer.from('MIT-MAGIC-COOKIE-1'));
  return Buffer.concat([family, nothing, nothing, scheme, counted(cookie)]);
}

/**
 * @typedef {object} Display
 * @property {Record<string, string>} env what a program needs to show itself there
 * @property {() => Promise<void>} close
 */

/**
 * Only holders of the cookie can see the screen, so that others on the machine cannot.
 *
 * @returns {Promise<Display>}
 */
export async function openVirtualDisplay() {
  const folder = mkdtempSync(path.join(tmpdir(), 'rapport-display-'));
  const authority = path.join(folder, 'authority');
  writeFileSync(authority, authorityFile(randomBytes(COOKIE_BYTES)), { mode: 0o600 });
  const args = [
    '-displayfd',
    '3',
    '-screen',
    '0',
    SCREEN,
    '-nolisten',
    'tcp',
    '-auth',
    authority,
    '-noreset',
  ];
  const server = startBeside('Xvfb', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const close = async () => {
    if (server.pid !== undefined) await endProcess(server.pid);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const number = await displayNumber(server);
    // The server must not keep a script alive that forgot it.
    server.unref();
    return { env: { DISPLAY: `:${number}`, XAUTHORITY: authority }, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** @param {import('node:child_process').ChildProcess} server @returns {Promise<string>} */
function displayNumber(server) {
  return new Promise((resolve, reject) => {
    const fail = () => reject(new Setback('The virtual display (Xvfb) did not start.'));
    const timer = setTimeout(fail, READY_TIMEOUT_MS);
    const pipe = /** @type {import('node:net').Socket} */ (server.stdio[3]);
    let text = '';
    pipe.on('data', (chunk) => {
      text += String(chunk);
      if (!text.includes('\n')) return;
      clearTimeout(timer);
      pipe.destroy();
      resolve(text.trim());
    });
    server.on('error', fail);
    server.on('exit', fail);
  });
}
