import path from 'node:path';
import { LINK_SCHEME } from '../../crm/contracts/ipc-wire.contract.ts';
import { joinLinkTextSchema, linkTextSchema } from '../../crm/contracts/ipc.contract.ts';

export type Switches = {
  readonly profile: string;
  /** Absolute folder for this profile's data; null: the default place. */
  readonly dataDir: string | null;
  readonly relayUrl: string | null;
  /** Absolute file for a picture of the first painted window. */
  readonly screenshot: string | null;
  readonly exitAfterScreenshot: boolean;
  /** An invitation, or a link to a place. */
  readonly link: string | null;
};

export type ParsedSwitches =
  | { readonly ok: true; readonly switches: Switches }
  | { readonly ok: false; readonly message: string };

/** Longest profile name; it is a folder's name. */
const MAX_PROFILE_LENGTH = 32;
const DEFAULT_PROFILE = 'default';

const ownSwitches = [
  '--profile',
  '--data-dir',
  '--relay',
  '--join',
  '--open',
  '--screenshot',
  '--exit-after-screenshot',
] as const;
type OwnSwitch = (typeof ownSwitches)[number];

/** Electron and Chromium take these for themselves, before or beside the app. */
const engineSwitches =
  /^--(no-|enable-|disable-|inspect|remote-|force-|use-|ozone-|js-flags|lang|log-|v$|vmodule|trace|password-store|in-process-gpu|headless|original-process-start-time|allow-file-access|proxy-|host-|ignore-|high-dpi|gtk-version|class|user-data-dir|xdg-portal|ssl-key|auth-|test-type|window-|single-process|renderer-|gpu-|mute-audio|hide-scrollbars|export-tagged-pdf|unsafely-)/;

const usage =
  'Rapport takes --profile=NAME --data-dir=DIR --relay=ws://HOST:PORT --join=rapport://join/… --open=rapport://open/… --screenshot=FILE --exit-after-screenshot';

/**
 * What the command line asks for. `args` are the arguments after the executable; `appPath` is the
 * application's own folder, which an unpackaged Electron has among them. A switch that is not
 * understood is refused: a mistyped `--profil=anna` must not open the wrong data.
 */
export function parseSwitches(
  args: readonly string[],
  place: { readonly appPath: string; readonly cwd: string },
): ParsedSwitches {
  const values = new Map<OwnSwitch, string>();
  for (const arg of args) {
    if (arg.startsWith(`${LINK_SCHEME}:`)) {
      values.set('--open', arg);
    } else if (arg.startsWith('--')) {
      const [name, value] = splitSwitch(arg);
      const own = ownSwitches.find((candidate) => candidate === name);
      if (own !== undefined) values.set(own, value);
      else if (!engineSwitches.test(name)) return refused(`Unknown switch ${name}.`);
    } else if (arg.startsWith('-')) {
      return refused(`Unknown switch ${arg}.`);
    } else if (path.resolve(place.cwd, arg) !== path.resolve(place.appPath)) {
      return refused(`Unexpected argument ${arg}.`);
    }
  }
  return read(values, place.cwd);
}

function read(values: ReadonlyMap<OwnSwitch, string>, cwd: string): ParsedSwitches {
  const profile = values.get('--profile') ?? DEFAULT_PROFILE;
  if (profile.length > MAX_PROFILE_LENGTH || !/^[A-Za-z0-9][A-Za-z0-9_-]*$/.test(profile)) {
    return refused(
      `--profile=${profile} is not a profile name: letters, digits, - and _, at most ${MAX_PROFILE_LENGTH}.`,
    );
  }
  const relayUrl = values.get('--relay') ?? null;
  if (relayUrl !== null && !isRelayUrl(relayUrl)) {
    return refused(`--relay=${relayUrl} is not a relay address such as ws://127.0.0.1:4517.`);
  }
  const joinLink = values.get('--join') ?? null;
  if (joinLink !== null && !joinLinkTextSchema.safeParse(joinLink).success) {
    return refused('--join needs an invitation such as rapport://join/…, on one line.');
  }
  const opened = values.get('--open') ?? null;
  if (opened !== null && !linkTextSchema.safeParse(opened).success) {
    return refused(
      '--open needs a link such as rapport://open/… or rapport://join/…, on one line.',
    );
  }
  for (const name of ['--data-dir', '--screenshot'] as const) {
    if (values.get(name) === '') return refused(`${name} needs a path.`);
  }
  if ((values.get('--exit-after-screenshot') ?? '') !== '') {
    return refused('--exit-after-screenshot takes no value.');
  }
  const exitAfterScreenshot = values.has('--exit-after-screenshot');
  if (exitAfterScreenshot && !values.has('--screenshot')) {
    return refused('--exit-after-screenshot needs --screenshot=FILE.');
  }
  const absolute = (name: OwnSwitch) => {
    const given = values.get(name);
    return given === undefined ? null : path.resolve(cwd, given);
  };
  return {
    ok: true,
    switches: {
      profile,
      dataDir: absolute('--data-dir'),
      relayUrl,
      screenshot: absolute('--screenshot'),
      exitAfterScreenshot,
      link: joinLink ?? opened,
    },
  };
}

function splitSwitch(arg: string): [name: string, value: string] {
  const equals = arg.indexOf('=');
  return equals === -1 ? [arg, ''] : [arg.slice(0, equals), arg.slice(equals + 1)];
}

function isRelayUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  const plain = url.username === '' && url.password === '' && url.hash === '';
  return (url.protocol === 'ws:' || url.protocol === 'wss:') && plain;
}

function refused(message: string): ParsedSwitches {
  return { ok: false, message: `${message}\n${usage}` };
}
