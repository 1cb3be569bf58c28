// What can be said after `npm start --`.
import { homedir } from 'node:os';
import path from 'node:path';

export const DEFAULT_RELAY_PORT = 4517;

export const START_HELP = `npm start [-- options] [rapport://join/…]

  --profile NAME   a desktop of its own on this machine (default: "default")
  --relay URL      use the relay at this ws:// or wss:// address; none is started here
  --no-relay       start without a relay; the app works, and keeps its changes until there is one
  --port PORT      port of the relay that is started here (default: ${DEFAULT_RELAY_PORT})
  --data DIR       where the relay and the profiles keep their data
  --help           this text

Two desktops on one machine:  npm start -- --profile anna    npm start -- --profile ben`;

/**
 * @typedef {object} StartOptions
 * @property {string} profile
 * @property {{ kind: 'own', port: number } | { kind: 'elsewhere', url: string } | { kind: 'none' }} relay
 * @property {string} dataFolder
 * @property {string | null} joinLink
 * @property {boolean} help
 */

/** A profile is a folder name on every system, hence no more than these characters. */
const PROFILE = /^[a-zA-Z0-9][a-zA-Z0-9_-]{0,39}$/;
const JOIN_LINK = /^rapport:\/\/[\x21-\x7e]{1,2000}$/;

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {NodeJS.Platform} platform
 * @param {string} home
 * @returns {string} where programs of this user keep their data, by the rules of the system
 */
export function userDataFolder(env, platform, home = homedir()) {
  if (platform === 'darwin') return path.join(home, 'Library/Application Support/Rapport');
  if (platform === 'win32') {
    return path.join(env['APPDATA'] ?? path.join(home, 'AppData/Roaming'), 'Rapport');
  }
  // XDG Base Directory: a relative path is to be ignored.
  const named = env['XDG_DATA_HOME'] ?? '';
  return path.join(path.isAbsolute(named) ? named : path.join(home, '.local/share'), 'rapport');
}

/**
 * @typedef {{ ok: true, options: StartOptions }} Parsed
 * @typedef {{ ok: false, problem: string }} Refused
 */

/** @param {string} text @returns {URL | null} */
function relayUrl(text) {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  return url.protocol === 'ws:' || url.protocol === 'wss:' ? url : null;
}

/** @param {string} text */
function portNumber(text) {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  return port >= 1 && port <= 65_535 ? port : null;
}

/**
 * @param {readonly string[]} args
 * @param {string} defaultDataFolder
 * @returns {Parsed | Refused}
 */
export function parseStartOptions(args, defaultDataFolder) {
  /** @type {StartOptions} */
  const options = {
    profile: 'default',
    relay: { kind: 'own', port: DEFAULT_RELAY_PORT },
    dataFolder: defaultDataFolder,
    joinLink: null,
    help: false,
  };
  /** @type {Record<string, (value: string) => string | null>} each gives a problem or null */
  const valued = {
    '--profile': (value) => {
      options.profile = value;
      return PROFILE.test(value) ? null : 'A profile is 1 to 40 letters, digits, "-" or "_".';
    },
    '--relay': (value) => {
      options.relay = { kind: 'elsewhere', url: value };
      return relayUrl(value) === null ? `${value} is not a ws:// or wss:// address.` : null;
    },
    '--port': (value) => {
      const port = portNumber(value);
      if (port === null) return `${value} is not a port (1 to 65535).`;
      options.relay = { kind: 'own', port };
      return null;
    },
    '--data': (value) => {
      options.dataFolder = path.resolve(value);
      return value === '' ? '--data needs a folder.' : null;
    },
  };
  const waiting = args.flatMap((arg) => {
    const split = /^(--[a-z]+)=(.*)$/.exec(arg);
    return split === null ? [arg] : [split[1] ?? '', split[2] ?? ''];
  });
  for (let arg = waiting.shift(); arg !== undefined; arg = waiting.shift()) {
    const take = valued[arg];
    if (take !== undefined) {
      const value = waiting.shift();
      const problem = value === undefined ? `${arg} needs a value.` : take(value);
      if (problem !== null) return { ok: false, problem };
    } else if (arg === '--no-relay') {
      options.relay = { kind: 'none' };
    } else if (arg === '--help' || arg === '-h') {
      options.help = true;
    } else if (JOIN_LINK.test(arg)) {
      options.joinLink = arg;
    } else {
      return { ok: false, problem: `${arg} is not an option of npm start.` };
    }
  }
  return { ok: true, options };
}
