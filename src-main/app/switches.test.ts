import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseSwitches } from './switches.ts';

const place = { appPath: path.resolve('/apps/rapport'), cwd: path.resolve('/home/someone') };

function parsed(...args: string[]) {
  const result = parseSwitches(args, place);
  if (!result.ok) throw new Error(result.message);
  return result.switches;
}
function refusal(...args: string[]): string {
  const result = parseSwitches(args, place);
  return result.ok ? 'accepted' : result.message;
}

describe('the command line', () => {
  test('without switches opens the default profile in the default place', () => {
    expect(parsed()).toEqual({
      profile: 'default',
      dataDir: null,
      relayUrl: null,
      screenshot: null,
      exitAfterScreenshot: false,
      link: null,
    });
  });

  test('paths are taken from where the command was given', () => {
    const switches = parsed('--data-dir=data', '--screenshot=pictures/first.png');
    expect(switches.dataDir).toBe(path.resolve('/home/someone/data'));
    expect(switches.screenshot).toBe(path.resolve('/home/someone/pictures/first.png'));
  });

  test('the folder of the application and the switches of the engine are stepped over', () => {
    const switches = parsed(
      '--no-sandbox',
      '--inspect=0',
      '--remote-debugging-port=0',
      '/apps/rapport',
      '--profile=anna',
      '--enable-features=X',
    );
    expect(switches.profile).toBe('anna');
  });

  test('an invitation comes as a switch or as the bare link a browser hands over', () => {
    const link = 'rapport://join/eyJ2IjoxfQ_-';
    expect(parsed(`--join=${link}`).link).toBe(link);
    expect(parsed(link).link).toBe(link);
    const place = 'rapport://open/0190a000-0000-7000-8000-00000000000a/tasks';
    expect(parsed(place).link).toBe(place);
  });

  test.each([
    ['--profil=anna', 'Unknown switch --profil.'],
    ['-x', 'Unknown switch -x.'],
    ['stray', 'Unexpected argument stray.'],
    ['--profile=', 'not a profile name'],
    ['--profile=../anna', 'not a profile name'],
    [`--profile=${'a'.repeat(33)}`, 'not a profile name'],
    ['--relay=http://localhost', 'not a relay address'],
    ['--relay=ws://user:secret@localhost', 'not a relay address'],
    ['--relay=nonsense', 'not a relay address'],
    ['--join=https://example.com', '--join needs an invitation'],
    ['rapport://settings/erase', '--open needs a link'],
    [`rapport://join/${'a'.repeat(3000)}`, '--open needs a link'],
    ['--data-dir=', '--data-dir needs a path'],
    ['--screenshot', '--screenshot needs a path'],
    ['--exit-after-screenshot', 'needs --screenshot=FILE'],
    ['--exit-after-screenshot=yes', 'takes no value'],
  ])('%s is refused with what is wrong and what there is', (arg, message) => {
    expect(refusal(arg)).toContain(message);
    expect(refusal(arg)).toContain('Rapport takes --profile=NAME');
  });
});
