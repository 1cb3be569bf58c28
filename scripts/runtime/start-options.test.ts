import { describe, expect, test } from 'vitest';
import { parseStartOptions, userDataFolder } from './start-options.mjs';

const DATA = '/data/rapport';

function options(...args: string[]) {
  const parsed = parseStartOptions(args, DATA);
  if (!parsed.ok) throw new Error(parsed.problem);
  return parsed.options;
}

describe('npm start', () => {
  test('without options opens the default profile with a relay of its own', () => {
    expect(options()).toEqual({
      profile: 'default',
      relay: { kind: 'own', port: 4517 },
      dataFolder: DATA,
      joinLink: null,
      help: false,
    });
  });

  test('takes a value after a space or after an equals sign', () => {
    expect(options('--profile', 'anna').profile).toBe('anna');
    expect(options('--profile=anna').profile).toBe('anna');
    expect(options('--relay=wss://relay.example/a?b=c').relay).toEqual({
      kind: 'elsewhere',
      url: 'wss://relay.example/a?b=c',
    });
  });

  test('starts no relay when told so', () => {
    expect(options('--no-relay').relay).toEqual({ kind: 'none' });
  });

  test('passes an invite link on', () => {
    expect(options('rapport://join/abc?d=e').joinLink).toBe('rapport://join/abc?d=e');
  });

  test.each([
    [['--profile', '../etc'], 'A profile is'],
    [['--profile', ''], 'A profile is'],
    [['--profile'], '--profile needs a value'],
    [['--relay', 'http://relay.example'], 'not a ws:// or wss:// address'],
    [['--relay', 'nonsense'], 'not a ws:// or wss:// address'],
    [['--port', '70000'], 'not a port'],
    [['--port', '0'], 'not a port'],
    [['--port', '12x'], 'not a port'],
    [['--data='], '--data needs a folder'],
    [['--colour', 'red'], '--colour is not an option'],
    [['anna'], 'anna is not an option'],
  ])('refuses %j and says why', (args, why) => {
    const parsed = parseStartOptions(args, DATA);
    expect(parsed).toEqual({ ok: false, problem: expect.stringContaining(why) });
  });
});

describe('the folder of the data', () => {
  test('is where the system keeps the data of programs', () => {
    expect(userDataFolder({}, 'linux', '/home/a')).toBe('/home/a/.local/share/rapport');
    expect(userDataFolder({ XDG_DATA_HOME: '/x' }, 'linux', '/home/a')).toBe('/x/rapport');
    expect(userDataFolder({}, 'darwin', '/Users/a')).toBe(
      '/Users/a/Library/Application Support/Rapport',
    );
  });

  test('is not taken from a relative XDG_DATA_HOME, which the standard says to ignore', () => {
    expect(userDataFolder({ XDG_DATA_HOME: 'x' }, 'linux', '/home/a')).toBe(
      '/home/a/.local/share/rapport',
    );
  });
});
