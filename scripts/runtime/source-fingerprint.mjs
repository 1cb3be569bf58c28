// What the built app was made of, so that it is built again exactly when that changed.
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';

const TEST_FILE = /\.(test|e2e)\.tsx?$/;

/** @param {string} place @returns {string[]} */
function filesAt(place) {
  const found = statSync(place, { throwIfNoEntry: false });
  if (found === undefined) return [];
  if (found.isFile()) return [place];
  return readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !TEST_FILE.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name));
}

/**
 * A hash over names and contents: a fresh clone or a touched file does not count as a change.
 *
 * @param {string} root
 * @param {readonly string[]} places files and folders below root; one that is missing counts as such
 * @returns {string}
 */
export function fingerprint(root, places) {
  const hash = createHash('sha256');
  for (const place of places) {
    for (const file of filesAt(path.join(root, place)).toSorted()) {
      const content = readFileSync(file);
      const name = path.relative(root, file).replaceAll(path.sep, '/');
      hash.update(`${name}\n${content.length}\n`).update(content);
    }
  }
  return hash.digest('hex');
}
