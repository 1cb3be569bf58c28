// A copy of the product to change on trial: how much must be touched for a new entity or a new kind of field is
// counted on the real sources, compiled by the real compiler and run by the real worker.
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { CHECKOUT } from '../../scripts/runtime/places.mjs';

const FIXTURES = path.join(CHECKOUT, 'tests/architecture/fixtures');
const PARTS = ['crm', 'src-renderer'];
const ALONGSIDE = ['package.json', 'tsconfig.json'];
const NODE_MODULES = path.join(CHECKOUT, 'node_modules');

export interface Touched {
  /** Files that were added, as paths in the product. */
  readonly added: readonly string[];
  /** Lines that were added to a file that was there, by path. */
  readonly lines: Readonly<Record<string, readonly string[]>>;
}

export interface ProductCopy {
  /** Puts a file of `tests/architecture/fixtures` there; it lies there as .txt, because only here it is code. */
  readonly addFile: (fixture: string, to: string) => void;
  /** Adds a line after the last one that begins with `anchor`. */
  readonly addLine: (file: string, anchor: string, line: string) => void;
  readonly removeLine: (file: string, line: string) => void;
  readonly touched: () => Touched;
  /** What the compiler says of it, a line each. */
  readonly errors: () => readonly string[];
  /** Runs a file and returns what it printed. */
  readonly run: (file: string) => string;
  readonly remove: () => void;
}

export function copyProduct(): ProductCopy {
  const root = mkdtempSync(path.join(os.tmpdir(), 'rapport-product-'));
  for (const part of PARTS) {
    cpSync(path.join(CHECKOUT, part), path.join(root, part), {
      recursive: true,
      filter: (file) => !/\.test\.tsx?$/.test(file),
    });
  }
  for (const file of ALONGSIDE) cpSync(path.join(CHECKOUT, file), path.join(root, file));
  symlinkSync(NODE_MODULES, path.join(root, 'node_modules'), 'junction');
  const at = (file: string): string => path.join(root, file);
  const added: string[] = [];
  const lines: Record<string, string[]> = {};

  function errors(): readonly string[] {
    const program = path.join(NODE_MODULES, 'typescript/bin/tsc');
    // Other tests run beside it: one checker takes half the time of all cores together.
    const tsc = spawnSync(process.execPath, [program, '--checkers', '1', '-p', '.'], {
      cwd: root,
      encoding: 'utf8',
    });
    if (tsc.error !== undefined) throw tsc.error;
    return tsc.stdout.split('\n').filter((line) => line.includes('error TS'));
  }

  return {
    addFile: (fixture, to) => {
      mkdirSync(path.dirname(at(to)), { recursive: true });
      cpSync(path.join(FIXTURES, `${fixture}.txt`), at(to));
      added.push(to);
    },
    addLine: (file, anchor, line) => {
      const text = readFileSync(at(file), 'utf8').split('\n');
      const index = text.findLastIndex((other) => other.startsWith(anchor));
      if (index < 0) throw new Error(`${file} has no line that begins with ${anchor}`);
      text.splice(index + 1, 0, line);
      writeFileSync(at(file), text.join('\n'));
      (lines[file] ??= []).push(line);
    },
    removeLine: (file, line) => {
      const text = readFileSync(at(file), 'utf8').split('\n');
      writeFileSync(at(file), text.filter((other) => other !== line).join('\n'));
      lines[file] = (lines[file] ?? []).filter((other) => other !== line);
    },
    touched: () => ({ added, lines }),
    errors,
    run: (file) => {
      const run = spawnSync(process.execPath, [at(file)], { encoding: 'utf8', cwd: root });
      if (run.status !== 0) throw new Error(run.stderr);
      return run.stdout;
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}
