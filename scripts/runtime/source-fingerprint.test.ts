import { mkdirSync, mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fingerprint } from './source-fingerprint.mjs';

let root = '';

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'fingerprint-'));
  mkdirSync(path.join(root, 'crm'));
  writeFileSync(path.join(root, 'crm/a.ts'), 'export const a = 1;');
  writeFileSync(path.join(root, 'crm/a.test.ts'), 'a test');
});

afterEach(() => rmSync(root, { recursive: true }));

const now = () => fingerprint(root, ['crm', 'absent']);

test('a changed source makes the build stale', () => {
  const before = now();
  writeFileSync(path.join(root, 'crm/a.ts'), 'export const a = 2;');
  expect(now()).not.toBe(before);
});

test('a renamed, a new and a removed source make the build stale', () => {
  const before = now();
  renameSync(path.join(root, 'crm/a.ts'), path.join(root, 'crm/b.ts'));
  const renamed = now();
  writeFileSync(path.join(root, 'crm/c.ts'), '');
  const added = now();
  rmSync(path.join(root, 'crm/b.ts'));
  expect(new Set([before, renamed, added, now()]).size).toBe(4);
});

test('a file that was only touched leaves the build current', () => {
  const before = now();
  utimesSync(path.join(root, 'crm/a.ts'), new Date(0), new Date(0));
  expect(now()).toBe(before);
});

test('a changed test leaves the build current', () => {
  const before = now();
  writeFileSync(path.join(root, 'crm/a.test.ts'), 'another test');
  expect(now()).toBe(before);
});

test('a place that did not exist makes the build stale when it appears', () => {
  const before = now();
  writeFileSync(path.join(root, 'absent'), 'now it is there');
  expect(now()).not.toBe(before);
});
