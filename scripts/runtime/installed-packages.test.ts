import { describe, expect, test } from 'vitest';
import { staleness } from './installed-packages.mjs';

const yjs = { version: '13.6.33', integrity: 'sha512-a' };
const wanted = { packages: { '': { version: '0.1.0' }, 'node_modules/yjs': yjs } };

describe('what is to be installed', () => {
  test('nothing, where every package has the locked version and integrity', () => {
    expect(staleness(wanted, { packages: { 'node_modules/yjs': yjs } })).toEqual([]);
  });

  test('a package that is missing', () => {
    expect(staleness(wanted, {})).toEqual(['node_modules/yjs']);
  });

  test('a package of another version', () => {
    const installed = { packages: { 'node_modules/yjs': { ...yjs, version: '13.6.1' } } };
    expect(staleness(wanted, installed)).toEqual(['node_modules/yjs']);
  });

  test('a package of the same version with another content', () => {
    const installed = { packages: { 'node_modules/yjs': { ...yjs, integrity: 'sha512-b' } } };
    expect(staleness(wanted, installed)).toEqual(['node_modules/yjs']);
  });

  test('not an optional package, which may be for another system', () => {
    const optional = {
      packages: { 'node_modules/fsevents': { version: '2.3.3', optional: true } },
    };
    expect(staleness(optional, {})).toEqual([]);
  });

  test('not less because something else lies there too', () => {
    const installed = { packages: { 'node_modules/yjs': yjs, 'node_modules/extra': yjs } };
    expect(staleness(wanted, installed)).toEqual([]);
  });
});
