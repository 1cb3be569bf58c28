import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { missingVariants, systemOf } from './foreign-packages.mjs';
import { CHECKOUT } from './places.mjs';

describe('the system of a native package', () => {
  test.each([
    ['@swc/core-darwin-arm64', { os: ['darwin'], cpu: ['arm64'] }],
    ['@oxlint/binding-linux-x64-musl', { os: ['linux'], cpu: ['x64'], libc: ['musl'] }],
    ['@oxfmt/binding-linux-arm-gnueabihf', { os: ['linux'], cpu: ['arm'], libc: ['glibc'] }],
    ['@oxfmt/binding-android-arm-eabi', { os: ['android'], cpu: ['arm'] }],
    ['@swc/core-win32-ia32-msvc', { os: ['win32'], cpu: ['ia32'] }],
  ])('of %s is in its name', (name, system) => {
    expect(systemOf(name)).toEqual(system);
  });

  test('is not guessed from a name without one', () => {
    expect(systemOf('fsevents')).toBeNull();
    expect(systemOf('@swc/types')).toBeNull();
  });
});

test('a variant that the lockfile has, at the top or nested, is not added again', () => {
  const parent = {
    dev: true,
    optionalDependencies: { 'a-darwin-x64': '1.0.0', 'a-linux-x64': '1.0.0' },
  };
  const packages = {
    'node_modules/a': parent,
    'node_modules/a/node_modules/a-linux-x64': { version: '1.0.0' },
  };
  expect(missingVariants(packages)).toEqual({
    'node_modules/a-darwin-x64': {
      version: '1.0.0',
      dev: true,
      optional: true,
      os: ['darwin'],
      cpu: ['x64'],
    },
  });
});

test('our lockfile lacks no variant, so that npm ci accepts it (npm run lock adds them)', () => {
  const lock = JSON.parse(readFileSync(path.join(CHECKOUT, 'package-lock.json'), 'utf8'));
  expect(missingVariants(lock.packages)).toEqual({});
});
