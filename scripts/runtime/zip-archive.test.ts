import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { unzip } from './zip-archive.mjs';

interface Member {
  name: string;
  content: string;
  packed?: boolean;
  mode?: number;
}

/** Writes the three records of APPNOTE 4.3 by hand, so that the reader is not tested by itself. */
function zip(members: readonly Member[]): Buffer {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const { name, content, packed = false, mode = 0o100644 } of members) {
    const plain = Buffer.from(content);
    const data = packed ? deflateRawSync(plain) : plain;
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(packed ? 8 : 0, 8);
    local.writeUInt16LE(Buffer.byteLength(name), 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(packed ? 8 : 0, 10);
    entry.writeUInt32LE(data.length, 20);
    entry.writeUInt32LE(plain.length, 24);
    entry.writeUInt16LE(Buffer.byteLength(name), 28);
    entry.writeUInt32LE((mode << 16) >>> 0, 38);
    entry.writeUInt32LE(offset, 42);
    locals.push(local, Buffer.from(name), data);
    central.push(entry, Buffer.from(name));
    offset += 30 + Buffer.byteLength(name) + data.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(members.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}

let folder = '';
let archive = '';

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'zip-'));
  archive = path.join(folder, 'a.zip');
});

afterEach(() => rmSync(folder, { recursive: true }));

const out = () => path.join(folder, 'out');

test('stored and deflated files come out as they went in, with their right to run', () => {
  const long = 'rapport '.repeat(5_000);
  writeFileSync(
    archive,
    zip([
      { name: 'a/', content: '' },
      { name: 'a/plain.txt', content: 'plain' },
      { name: 'a/long.txt', content: long, packed: true },
      { name: 'a/run', content: '#!', mode: 0o100755 },
    ]),
  );
  expect(unzip(archive, out(), (name) => name)).toEqual(['a/plain.txt', 'a/long.txt', 'a/run']);
  expect(readFileSync(path.join(out(), 'a/plain.txt'), 'utf8')).toBe('plain');
  expect(readFileSync(path.join(out(), 'a/long.txt'), 'utf8')).toBe(long);
  expect(statSync(path.join(out(), 'a/run')).mode & 0o111).toBe(0o111);
  expect(statSync(path.join(out(), 'a/plain.txt')).mode & 0o111).toBe(0);
});

test('a file without a place is left out', () => {
  writeFileSync(
    archive,
    zip([
      { name: 'keep', content: '1' },
      { name: 'drop', content: '2' },
    ]),
  );
  unzip(archive, out(), (name) => (name === 'keep' ? 'kept' : null));
  expect(existsSync(path.join(out(), 'kept'))).toBe(true);
  expect(existsSync(path.join(out(), 'drop'))).toBe(false);
});

test('a name that leaves the folder is refused', () => {
  writeFileSync(archive, zip([{ name: '../escaped', content: 'x' }]));
  expect(() => unzip(archive, out(), (name) => name)).toThrow('leaves its folder');
  expect(existsSync(path.join(folder, 'escaped'))).toBe(false);
});

test('a symbolic link is refused', () => {
  writeFileSync(archive, zip([{ name: 'link', content: '/etc', mode: 0o120777 }]));
  expect(() => unzip(archive, out(), (name) => name)).toThrow('refused');
});

test('a file that is not an archive, and one that was cut off, are refused', () => {
  writeFileSync(archive, 'not a zip at all, but long enough to look for one');
  expect(() => unzip(archive, out(), (name) => name)).toThrow('not a zip archive');
  const whole = zip([{ name: 'a', content: 'a'.repeat(500) }]);
  writeFileSync(archive, whole.subarray(100));
  expect(() => unzip(archive, out(), (name) => name)).toThrow(/damaged|too early/);
});
