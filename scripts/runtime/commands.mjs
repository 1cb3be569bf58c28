// Running other programs: quietly, with their output kept for the case that they fail.
import { spawn } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';

const KEPT_OUTPUT_CHARS = 8_000;

/**
 * @typedef {object} Outcome
 * @property {number} code exit code; 124 where the time ran out, 127 where the program is missing
 * @property {string} output the end of stdout and stderr together
 */

/**
 * Runs a program to its end without showing its output. Never throws for a failing program.
 *
 * @param {string} program
 * @param {readonly string[]} args
 * @param {object} [options]
 * @param {string} [options.cwd]
 * @param {NodeJS.ProcessEnv} [options.env]
 * @param {number} [options.timeoutMs]
 * @param {boolean} [options.keepAll] all output instead of its end
 * @param {() => boolean} [options.giveUp] asked every second; true ends the program
 * @returns {Promise<Outcome>}
 */
export function runQuietly(program, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    let stopped = false;
    const startedMs = Date.now();
    const watch = setInterval(() => {
      const late = options.timeoutMs !== undefined && Date.now() - startedMs > options.timeoutMs;
      if (!late && options.giveUp?.() !== true) return;
      stopped = true;
      child.kill('SIGKILL');
    }, 1_000);
    /** @param {Buffer} chunk */
    const keep = (chunk) => {
      output += chunk.toString();
      if (options.keepAll !== true) output = output.slice(-KEPT_OUTPUT_CHARS);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (error) => {
      clearInterval(watch);
      resolve({ code: 127, output: error.message });
    });
    child.on('close', (code) => {
      clearInterval(watch);
      resolve({ code: stopped ? 124 : (code ?? 1), output });
    });
  });
}

/**
 * @param {string} program
 * @returns {string | null} its path, looked up in PATH
 */
export function findProgram(program) {
  for (const folder of (process.env['PATH'] ?? '').split(path.delimiter)) {
    const candidate = path.join(folder, program);
    if (folder !== '' && existsSync(candidate)) return candidate;
  }
  return null;
}

/**
 * npm's own program file, to be run with the Node of our choice.
 *
 * @returns {string}
 */
export function npmProgram() {
  const named = process.env['npm_execpath'];
  if (named?.endsWith('npm-cli.js') === true && existsSync(named)) return named;
  const found = findProgram('npm');
  const besideNode = path.join(path.dirname(process.execPath), 'node_modules/npm/bin/npm-cli.js');
  const candidates = [found === null ? '' : realpathSync(found), besideNode];
  for (const candidate of candidates) {
    if (candidate.endsWith('.js') && existsSync(candidate)) return candidate;
  }
  throw new Error('npm was not found. Install npm 10 or newer and run this again.');
}

/**
 * `npm ci` in a folder with a lockfile, under the given Node.
 *
 * @param {string} folder
 * @param {string} node
 * @returns {Promise<Outcome>}
 */
export function installLocked(folder, node) {
  const PATH = path.dirname(node) + path.delimiter + (process.env['PATH'] ?? '');
  const flags = ['ci', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=warn'];
  return runQuietly(node, [npmProgram(), ...flags], { cwd: folder, env: { ...process.env, PATH } });
}
