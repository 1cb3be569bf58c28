// Yjs compares by its own classes: with two copies, a document of one is no document to the other,
// and changes are lost without an error. It marks the global object to notice that; here the same
// mark is counted where it can still be mended.
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { ensureBuilt } from '../../scripts/build.mjs';
import { CHECKOUT } from '../../scripts/runtime/places.mjs';

const MARK = '__ $YJS$ __';
const RENDERER = path.join(CHECKOUT, 'out/renderer/assets');
const BUILD_TIMEOUT_MS = 300_000;

beforeAll(() => ensureBuilt(), BUILD_TIMEOUT_MS);

/** @returns by file, the files of the same build that it loads, at once or later */
function importGraph(): Map<string, string[]> {
  const files = readdirSync(RENDERER).filter((file) => file.endsWith('.js'));
  const entries = files.map((file): [string, string[]] => {
    const code = readFileSync(path.join(RENDERER, file), 'utf8');
    const found = [...code.matchAll(/(?:from|import)\s*\(?\s*["'`]\.\/([^"'`]+\.js)["'`]/g)];
    return [file, found.map((match) => match[1] ?? '')];
  });
  return new Map(entries);
}

function reachable(graph: Map<string, string[]>, root: string): Set<string> {
  const seen = new Set<string>();
  const waiting = [root];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    waiting.push(...(graph.get(file) ?? []));
  }
  return seen;
}

function copiesIn(files: Iterable<string>): number {
  let copies = 0;
  for (const file of files) {
    copies += readFileSync(path.join(RENDERER, file), 'utf8').split(MARK).length - 1;
  }
  return copies;
}

test('the mark that is counted is the one that yjs sets', () => {
  const source = readFileSync(path.join(CHECKOUT, 'node_modules/yjs/src/index.js'), 'utf8');
  expect(source).toContain(MARK);
});

test('no package brings a yjs, y-protocols or lib0 of its own', () => {
  const lock: { packages: Record<string, unknown> } = JSON.parse(
    readFileSync(path.join(CHECKOUT, 'package-lock.json'), 'utf8'),
  );
  for (const name of ['yjs', 'y-protocols', 'lib0']) {
    const places = Object.keys(lock.packages).filter((at) => at.endsWith(`node_modules/${name}`));
    expect(places).toEqual([`node_modules/${name}`]);
  }
});

test('each bundle of the app holds at most one yjs, and the worker holds one', () => {
  const graph = importGraph();
  const imported = new Set([...graph.values()].flat());
  const roots = [...graph.keys()].filter((file) => !imported.has(file));
  const copies = roots.map((root) => ({ root, copies: copiesIn(reachable(graph, root)) }));
  expect(copies.filter((bundle) => bundle.copies > 1)).toEqual([]);
  expect(copies.some((bundle) => bundle.copies === 1)).toBe(true);
});
