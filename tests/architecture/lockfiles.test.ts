// What is installed is decided by content, not by the registry that it happens to come from.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { CHECKOUT } from '../../scripts/runtime/places.mjs';

interface Entry {
  version?: string;
  resolved?: string;
  integrity?: string;
  os?: string[];
  cpu?: string[];
  libc?: string[];
}

const LOCKFILES = [
  'package-lock.json',
  'scripts/runtime/node/package-lock.json',
  'scripts/runtime/electron-fallback/package-lock.json',
];

function read(file: string): string {
  return readFileSync(path.join(CHECKOUT, file), 'utf8');
}

/** A registry mirror may lack the variants for other systems; `npm run lock` says more. */
function runsOnDebian({ os, cpu, libc }: Entry): boolean {
  const processor = cpu === undefined || cpu.includes('x64') || cpu.includes('arm64');
  return (os?.includes('linux') ?? true) && processor && (libc?.includes('glibc') ?? true);
}

describe.each(LOCKFILES)('%s', (file) => {
  const { packages }: { packages: Record<string, Entry> } = JSON.parse(read(file));
  const entries = Object.entries(packages).filter(([place]) => place !== '');

  test('pins the content of every package that Debian installs', () => {
    const installed = entries.filter(([, entry]) => runsOnDebian(entry));
    expect(installed.length).toBeGreaterThan(0);
    expect(installed.filter(([, { integrity }]) => !integrity?.startsWith('sha512-'))).toEqual([]);
  });

  test('names no registry', () => {
    expect(entries.filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
  });
});

test('every dependency is declared by an exact version', () => {
  for (const file of LOCKFILES.map((lockfile) => lockfile.replace('package-lock', 'package'))) {
    const manifest: Record<string, Record<string, string>> = JSON.parse(read(file));
    const declared = ['dependencies', 'devDependencies', 'optionalDependencies'].flatMap((group) =>
      Object.entries(manifest[group] ?? {}),
    );
    expect(declared.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
  }
});

test('the pinned Node is one version, whoever installs it', () => {
  const own: { devDependencies: Record<string, string> } = JSON.parse(read('package.json'));
  const first: { optionalDependencies: Record<string, string> } = JSON.parse(
    read('scripts/runtime/node/package.json'),
  );
  const versions = [own.devDependencies['node'], ...Object.values(first.optionalDependencies)];
  expect(new Set(versions).size).toBe(1);
});
