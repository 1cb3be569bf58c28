// Reads a zip with Node built-ins only: a fresh Debian has neither unzip nor python.
// Format: PKWARE APPNOTE 4.3.7 (local header), 4.3.12 (central directory), 4.3.16 (end record).
import {
  chmodSync,
  closeSync,
  fstatSync,
  mkdirSync,
  openSync,
  readSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { inflateRawSync } from 'node:zlib';

const END_SIGNATURE = 0x06054b50;
const CENTRAL_SIGNATURE = 0x02014b50;
const LOCAL_SIGNATURE = 0x04034b50;
const END_BYTES = 22;
const CENTRAL_BYTES = 46;
const LOCAL_BYTES = 30;
const LONGEST_COMMENT_BYTES = 0xffff;
const STORED = 0;
const DEFLATED = 8;
const S_IFMT = 0o170000;
const S_IFLNK = 0o120000;

/**
 * @typedef {object} ZipEntry
 * @property {string} name
 * @property {number} mode POSIX mode; 0 where the archive was made without one
 * @property {number} method
 * @property {number} packedBytes
 * @property {number} plainBytes
 * @property {number} headerOffset
 */

/** @param {number} fd @param {number} position @param {number} length */
function readAt(fd, position, length) {
  const bytes = Buffer.alloc(length);
  let done = 0;
  while (done < length) {
    const read = readSync(fd, bytes, done, length - done, position + done);
    if (read === 0) throw new Error('The zip archive ends too early; it is damaged.');
    done += read;
  }
  return bytes;
}

/** @param {number} fd */
function readCentralDirectory(fd) {
  const size = fstatSync(fd).size;
  const tailBytes = Math.min(size, END_BYTES + LONGEST_COMMENT_BYTES);
  const tail = readAt(fd, size - tailBytes, tailBytes);
  let end = tail.length - END_BYTES;
  while (end >= 0 && tail.readUInt32LE(end) !== END_SIGNATURE) end -= 1;
  if (end < 0) throw new Error('This file is not a zip archive.');
  const count = tail.readUInt16LE(end + 10);
  const directory = readAt(fd, tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12));
  return { count, directory };
}

/** @param {number} fd @returns {ZipEntry[]} */
function listEntries(fd) {
  const { count, directory } = readCentralDirectory(fd);
  const entries = [];
  let at = 0;
  for (let index = 0; index < count; index += 1) {
    if (directory.readUInt32LE(at) !== CENTRAL_SIGNATURE) {
      throw new Error('The directory of the zip archive is damaged.');
    }
    const nameBytes = directory.readUInt16LE(at + 28);
    entries.push({
      name: directory.toString('utf8', at + CENTRAL_BYTES, at + CENTRAL_BYTES + nameBytes),
      mode: directory.readUInt32LE(at + 38) >>> 16,
      method: directory.readUInt16LE(at + 10),
      packedBytes: directory.readUInt32LE(at + 20),
      plainBytes: directory.readUInt32LE(at + 24),
      headerOffset: directory.readUInt32LE(at + 42),
    });
    at +=
      CENTRAL_BYTES + nameBytes + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return entries;
}

/** @param {number} fd @param {ZipEntry} entry */
function readEntry(fd, entry) {
  const header = readAt(fd, entry.headerOffset, LOCAL_BYTES);
  if (header.readUInt32LE(0) !== LOCAL_SIGNATURE) {
    throw new Error(`The entry ${entry.name} of the zip archive is damaged.`);
  }
  const start =
    entry.headerOffset + LOCAL_BYTES + header.readUInt16LE(26) + header.readUInt16LE(28);
  const packed = readAt(fd, start, entry.packedBytes);
  if (entry.method !== STORED && entry.method !== DEFLATED) {
    throw new Error(
      `The entry ${entry.name} is packed by method ${entry.method}, which is unknown.`,
    );
  }
  const plain = entry.method === STORED ? packed : inflateRawSync(packed);
  if (plain.length !== entry.plainBytes) {
    throw new Error(`The entry ${entry.name} of the zip archive has the wrong length.`);
  }
  return plain;
}

/**
 * Unpacks the chosen files into a folder. Folders are made as needed; links are refused, and so is
 * a name that would leave the folder.
 *
 * @param {string} archive
 * @param {string} folder
 * @param {(name: string) => string | null} place where an entry goes inside the folder; null skips it
 * @returns {string[]} the places written
 */
export function unzip(archive, folder, place) {
  const root = path.resolve(folder);
  const fd = openSync(archive, 'r');
  try {
    const written = [];
    for (const entry of listEntries(fd)) {
      if (entry.name.endsWith('/')) continue;
      const relative = place(entry.name);
      if (relative === null) continue;
      const target = path.resolve(root, relative);
      if (!target.startsWith(root + path.sep) || (entry.mode & S_IFMT) === S_IFLNK) {
        throw new Error(
          `The entry ${entry.name} of the zip archive is refused: it leaves its folder.`,
        );
      }
      mkdirSync(path.dirname(target), { recursive: true });
      writeFileSync(target, readEntry(fd, entry));
      if ((entry.mode & 0o111) !== 0) chmodSync(target, 0o755);
      written.push(relative);
    }
    return written;
  } finally {
    closeSync(fd);
  }
}
