import {
  copyFileSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  fieldOf,
  fieldsUpdate,
  sampleBytes,
  sampleDoc,
  sampleEnvelope,
} from '../../rig/sample-envelopes.ts';
import { epochRules, type EpochPlace } from '../epoch-rules.ts';
import { append, must, newWorkspace } from '../storage-rig.ts';
import { storageRules } from '../storage-rules.ts';
import type { AppendItem, RelayStorage } from '../storage.ts';
import { openDatabase } from './open-database.ts';
import { createSqliteStorage } from './sqlite-storage.ts';

const WORKSPACE = '0190f3a1-0000-7000-8000-00000000000a';
const MIB = 1024 * 1024;
let root = '';
let count = 0;
beforeAll(() => {
  root = mkdtempSync(path.join(tmpdir(), 'rapport-relay-'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const newDirectory = () => path.join(root, `d${count++}`);

function open(directory: string, maxDatabaseBytes = 1024 * MIB) {
  return openDatabase({ directory, newEpoch: () => `epoch-${count++}`, maxDatabaseBytes });
}

function storageIn(directory: string, maxDatabaseBytes?: number): RelayStorage {
  const opened = open(directory, maxDatabaseBytes);
  if (!opened.ok) throw new Error(opened.why);
  return createSqliteStorage(opened);
}

function item(n: number, bytes = 0): AppendItem {
  const ops = [
    { doc: sampleDoc(n), scope: 'workspace', update: fieldsUpdate({ text: 'x'.repeat(bytes) }) },
  ] as const;
  const part = { device: 'a', n, ops };
  return { kind: 'pushed', envelope: sampleEnvelope(part), bytes: sampleBytes(part) };
}

const numbering = {
  device: 'relay:e',
  standing: () => null,
  compose: () => sampleEnvelope({ device: 'r', n: 1 }),
};

/** A relay's folder, with a copy of it beside it. */
function placeIn(directory: string): EpochPlace {
  const file = path.join(directory, 'relay.sqlite');
  let storage = storageIn(directory);
  const reopen = async (whileClosed: () => void = () => undefined): Promise<void> => {
    await storage.close();
    whileClosed();
    storage = storageIn(directory);
  };
  return {
    storage: () => storage,
    restart: () => reopen(),
    // Closed in between: all that is in the file's journal is in the file then.
    backUp: () => reopen(() => copyFileSync(file, `${file}.copy`)),
    restore: () => reopen(() => copyFileSync(`${file}.copy`, file)),
  };
}

describe('storage in SQLite', () => {
  test.each(Object.entries(epochRules))('%s', async (_title, rule) => {
    const place = placeIn(newDirectory());
    await expect(rule(place)).resolves.toBeUndefined();
    await place.storage().close();
  });

  test.each(Object.entries(storageRules))('%s', async (_title, rule) => {
    const storage = storageIn(newDirectory());
    await expect(rule(storage)).resolves.toBeUndefined();
    await storage.close();
  });

  test('what was acknowledged is there after a restart, in another epoch', async () => {
    const directory = newDirectory();
    const storage = storageIn(directory);
    await newWorkspace(storage);
    for (let n = 1; n <= 12; n++) await append(storage, item(n));
    await storage.close();
    const again = storageIn(directory);
    expect(again.epoch).not.toBe(storage.epoch);
    expect(must(await again.findWorkspace(WORKSPACE))?.head).toBe(12);
    expect(must(await again.lastN(WORKSPACE, 'a'))).toBe(12);
    const { results } = await append(again, item(12), item(13));
    expect(results.map(({ kind }) => kind)).toEqual(['repeated', 'appended']);
    await again.close();
  });

  test('a full disk refuses, loses nothing, and recovers', async () => {
    const directory = newDirectory();
    const small = storageIn(directory, MIB);
    await newWorkspace(small);
    let n = 0;
    let problem: string | null = null;
    while (problem === null && n < 100) {
      const result = await small.append(WORKSPACE, [item(n + 1, 50_000)], numbering);
      if (result.ok) n++;
      else problem = result.problem.code;
    }
    expect(problem).toBe('storage-full');
    expect(n).toBeGreaterThan(2);
    expect(must(await small.findWorkspace(WORKSPACE))?.head).toBe(n);
    expect(must(await small.docState(WORKSPACE, sampleDoc(n))).byteLength).toBeGreaterThan(50_000);
    await small.close();
    const large = storageIn(directory);
    const { results } = await append(large, item(n + 1, 50_000));
    expect(results).toEqual([{ kind: 'appended', seq: n + 1 }]);
    const state = must(await large.docState(WORKSPACE, sampleDoc(n + 1)));
    expect(String(fieldOf(state, 'text'))).toHaveLength(50_000);
    await large.close();
  });

  test('a file of the version before is taken on with all that is in it', async () => {
    const directory = newDirectory();
    const storage = storageIn(directory);
    await newWorkspace(storage);
    for (let n = 1; n <= 3; n++) await append(storage, item(n));
    await storage.close();
    const older = new DatabaseSync(path.join(directory, 'relay.sqlite'));
    older.exec(`DROP INDEX numbered_by_number; DROP TABLE epochs; PRAGMA user_version = 1;
      CREATE TABLE relay (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
      INSERT INTO relay VALUES ('epoch', 'of-the-database')`);
    older.close();
    await storageIn(directory).close();
    const again = storageIn(directory);
    expect(must(await again.findWorkspace(WORKSPACE))?.head).toBe(3);
    must(await again.enterEpoch(WORKSPACE));
    for (const [cursor, isKnown] of [
      [3, true],
      [4, false],
    ] as const)
      expect(must(await again.knows(WORKSPACE, { epoch: 'of-the-database', cursor }))).toBe(
        isKnown,
      );
    await again.close();
    const newer = new DatabaseSync(path.join(directory, 'relay.sqlite'));
    const index = newer.prepare("SELECT name FROM sqlite_schema WHERE name = 'numbered_by_number'");
    expect(index.all()).toHaveLength(1);
    newer.close();
  });

  test('a second relay on the same file is told so', async () => {
    const directory = newDirectory();
    const first = storageIn(directory);
    await newWorkspace(first);
    const second = open(directory);
    expect(second).toMatchObject({ ok: false, why: expect.stringContaining('another relay') });
    await first.close();
  });

  test.each([
    [
      'garbage',
      (file: string) => writeFileSync(file, 'this is not a database at all, is it?'.repeat(99)),
    ],
    ['a file cut short', (file: string) => truncateSync(file, 20_000)],
    [
      'a file damaged in the middle',
      (file: string) => {
        const bytes = readFileSync(file);
        bytes.fill(0x5a, 8192 * 2, 8192 * 12);
        writeFileSync(file, bytes);
      },
    ],
  ])('%s is reported as damage with the way out', async (_title, spoil) => {
    const directory = newDirectory();
    const storage = storageIn(directory);
    await newWorkspace(storage);
    for (let n = 1; n <= 30; n++) await append(storage, item(n, 5_000));
    await storage.close();
    spoil(path.join(directory, 'relay.sqlite'));
    const opened = open(directory);
    expect(opened).toMatchObject({ ok: false, why: expect.stringContaining('restore a backup') });
  });

  test('the database of another program is left alone', () => {
    const directory = newDirectory();
    const made = storageIn(directory);
    void made.close();
    const file = path.join(directory, 'relay.sqlite');
    rmSync(file);
    const foreign = new DatabaseSync(file);
    foreign.exec('CREATE TABLE mine (x)');
    foreign.close();
    expect(open(directory)).toMatchObject({
      ok: false,
      why: expect.stringContaining('another program'),
    });
  });

  test('a directory that cannot be made is named', () => {
    const file = path.join(root, 'a-file');
    writeFileSync(file, '');
    const opened = open(path.join(file, 'inside'));
    expect(opened).toMatchObject({ ok: false, why: expect.stringContaining('--data') });
  });
});
