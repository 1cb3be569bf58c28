import { describe, expect, test } from 'vitest';
import { missingNeeds, packagesFor } from './system-packages.mjs';

const gtk = {
  kind: 'library',
  name: 'libgtk-3.so.0',
  packages: ['libgtk-3-0t64', 'libgtk-3-0'],
} as const;
const screen = { kind: 'program', name: 'Xvfb', packages: ['xvfb'] } as const;
const LIBRARIES = '2 libs found\n\tlibgtk-3.so.0 (libc6,x86-64) => /lib/libgtk-3.so.0\n';

describe('what the system lacks', () => {
  test('is nothing where the loader knows each library and each program is found', () => {
    expect(missingNeeds([gtk, screen], LIBRARIES, () => true)).toEqual([]);
  });

  test('is a library that the loader does not know', () => {
    const other = LIBRARIES.replaceAll('libgtk-3.so.0', 'libgtk-3.so.0.24');
    expect(missingNeeds([gtk, screen], other, () => true)).toEqual([gtk]);
  });

  test('is a program that is not found', () => {
    expect(missingNeeds([gtk, screen], LIBRARIES, () => false)).toEqual([screen]);
  });
});

test('a package is asked for by the name that this release has', () => {
  expect(packagesFor([gtk], (name) => name === 'libgtk-3-0')).toEqual(['libgtk-3-0']);
  expect(packagesFor([gtk], () => true)).toEqual(['libgtk-3-0t64']);
});
