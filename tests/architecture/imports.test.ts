// The import line of docs/ARCHITECTURE.md holds because .dependency-cruiser.cjs says so. Here each
// of its rules is broken on purpose, in a small tree of its own: a rule that cannot fail is none.
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { cruise, type IConfiguration } from 'dependency-cruiser';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CHECKOUT, RUNTIME } from '../../scripts/runtime/places.mjs';

const require = createRequire(import.meta.url);
const { forbidden = [], options = {} }: IConfiguration = require('../../.dependency-cruiser.cjs');

/** Path of a file to its content. */
type Tree = Record<string, string>;

const importing = (from: string) => `import * as it from '${from}';\nexport const used = it;\n`;
const VALUE = 'export const value = 1;\n';

/** By rule, trees of which each breaks it. */
const VIOLATIONS: Record<string, readonly Tree[]> = {
  'no-circular': [
    {
      'crm/kernel/a.ts': `import { b } from './b.ts';\nexport const a = () => b;\n`,
      'crm/kernel/b.ts': `import { a } from './a.ts';\nexport const b = () => a;\n`,
    },
  ],
  'product-has-no-circle-of-types': [
    {
      'crm/kernel/a.ts': `import { b } from './b.ts';\nexport type A = string;\nexport const a = () => b;\n`,
      'crm/kernel/b.ts': `import type { A } from './a.ts';\nexport const b: A = '';\n`,
    },
  ],
  'no-unresolvable': [{ 'crm/kernel/a.ts': importing('./absent.ts') }],
  // React's own scheduler: it is there, and nobody asked for it.
  'no-undeclared-packages': [{ 'src-renderer/kit/a.ts': importing('scheduler') }],
  'product-uses-no-development-package': [{ 'sync-relay/a.ts': importing('fast-check') }],
  'product-imports-no-test': [
    { 'sync-relay/a.ts': importing('./b.test.ts'), 'sync-relay/b.test.ts': VALUE },
    { 'sync-relay/a.ts': importing('../tests/b.ts'), 'tests/b.ts': VALUE },
  ],
  'kernel-stands-alone': [
    {
      'crm/kernel/a.ts': importing('../contracts/b.contract.ts'),
      'crm/contracts/b.contract.ts': VALUE,
    },
    {
      'crm/kernel/fields/a.ts': importing('../../modules/deal/deal.entity.ts'),
      'crm/modules/deal/deal.entity.ts': VALUE,
    },
    {
      'crm/kernel/a.ts': `import type { B } from '../../src-renderer/kit/b.ts';\nexport type A = B;\n`,
      'src-renderer/kit/b.ts': 'export type B = string;\n',
    },
  ],
  'kernel-imports-no-other-package': [
    { 'crm/kernel/a.ts': importing('minisearch') },
    { 'crm/kernel/a.ts': importing('node:crypto') },
  ],
  'contracts-import-only-the-kernel': [
    {
      'crm/contracts/a.contract.ts': importing('../modules/deal/deal.entity.ts'),
      'crm/modules/deal/deal.entity.ts': VALUE,
    },
    {
      'crm/contracts/a.contract.ts': importing('../../src-main/b.ts'),
      'src-main/b.ts': VALUE,
    },
  ],
  'modules-import-only-below': [
    {
      'crm/modules/deal/deal.rules.ts': importing('../../../src-renderer/kit/b.ts'),
      'src-renderer/kit/b.ts': VALUE,
    },
    {
      'crm/modules/deal/deal.entity.ts': importing('./deal.views.tsx'),
      'crm/modules/deal/deal.views.tsx': VALUE,
    },
  ],
  'modules-share-types-only': [
    {
      'crm/modules/deal/deal.rules.ts': importing('../account/account.entity.ts'),
      'crm/modules/account/account.entity.ts': VALUE,
    },
  ],
  'crm-knows-no-process': [{ 'crm/modules/deal/deal.rules.ts': importing('node:fs') }],
  'crm-knows-no-interface': [
    { 'crm/modules/deal/deal.entity.ts': importing('react') },
    { 'crm/contracts/a.contract.ts': importing('electron') },
  ],
  'only-the-worker-holds-documents': [
    { 'src-renderer/kit/a.ts': importing('yjs') },
    { 'src-renderer/app/a.ts': importing('y-websocket') },
    { 'src-main/a.ts': importing('y-protocols/awareness') },
    {
      'crm/modules/deal/deal.views.tsx': `import type { Doc } from 'yjs';\nexport type A = Doc;\n`,
    },
  ],
  'only-the-worker-stores': [{ 'src-renderer/app/a.ts': importing('dexie') }],
  'relay-stands-alone': [
    {
      'sync-relay/a.ts': importing('../crm/modules/deal/deal.entity.ts'),
      'crm/modules/deal/deal.entity.ts': VALUE,
    },
    {
      'sync-relay/a.ts': importing('../src-renderer/worker/b.ts'),
      'src-renderer/worker/b.ts': VALUE,
    },
  ],
  'main-process-stands-alone': [
    {
      'src-main/a.ts': importing('../src-renderer/worker/b.ts'),
      'src-renderer/worker/b.ts': VALUE,
    },
  ],
  'renderer-has-no-node': [
    { 'src-renderer/worker/a.ts': importing('node:fs') },
    { 'src-renderer/app/a.ts': importing('path') },
  ],
  'renderer-has-no-electron': [
    { 'src-renderer/kit/a.ts': importing('electron') },
    { 'src-renderer/app/a.ts': importing('../../src-main/b.ts'), 'src-main/b.ts': VALUE },
  ],
  'preload-imports-electron-and-contracts': [
    { 'src-main/preload/index.ts': importing('node:fs') },
    { 'src-main/preload/index.ts': importing('../windows/b.ts'), 'src-main/windows/b.ts': VALUE },
  ],
  'worker-has-no-interface': [
    { 'src-renderer/worker/a.ts': importing('react') },
    { 'src-renderer/worker/a.ts': importing('../kit/b.ts'), 'src-renderer/kit/b.ts': VALUE },
  ],
  'kit-does-not-reach-into-the-worker': [
    { 'src-renderer/kit/a.ts': importing('../worker/b.ts'), 'src-renderer/worker/b.ts': VALUE },
    { 'src-renderer/kit/a.ts': importing('../app/b.ts'), 'src-renderer/app/b.ts': VALUE },
  ],
  'views-build-on-the-kit': [
    {
      'crm/modules/deal/deal.views.tsx': importing('../../../src-renderer/app/b.ts'),
      'src-renderer/app/b.ts': VALUE,
    },
  ],
  'app-does-not-reach-into-the-worker': [
    { 'src-renderer/app/a.ts': importing('../worker/b.ts'), 'src-renderer/worker/b.ts': VALUE },
  ],
};

/** What the rules must let through: each line of it is used somewhere in the tree. */
const ALLOWED: Tree = {
  'crm/kernel/ids.ts': importing('@noble/hashes/sha2.js'),
  'crm/kernel/entity.ts': importing('zod'),
  'crm/contracts/a.contract.ts': importing('../kernel/entity.ts'),
  'crm/modules/account/account.entity.ts': `${importing('../../kernel/entity.ts')}export type A = 1;\n`,
  'crm/modules/deal/deal.entity.ts': importing('../../kernel/entity.ts'),
  'crm/modules/deal/deal.rules.ts': `import type { A } from '../account/account.entity.ts';\nimport * as deal from './deal.entity.ts';\nexport const rule = (a: A) => [a, deal];\n`,
  'crm/modules/deal/deal.rules.test.ts': importing('fast-check'),
  'crm/modules/deal/deal.views.tsx': importing('../../../src-renderer/kit/list.tsx'),
  'crm/modules/registry.ts': importing('./deal/deal.entity.ts'),
  'src-renderer/kit/list.tsx': importing('react'),
  'src-renderer/kit/notes/editor.tsx': importing('yjs'),
  'src-renderer/worker/store.worker.ts': `import Dexie from 'dexie';\nimport * as Y from 'yjs';\nimport { registry } from '../../crm/modules/registry.ts';\nexport const all = [Dexie, Y, registry];\n`,
  'src-renderer/app/shell.tsx': importing('../../crm/modules/deal/deal.views.tsx'),
  'src-main/index.ts': `${importing('node:fs')}import { app } from 'electron';\nexport const a = app;\n`,
  'src-main/preload/index.ts': `import { ipcRenderer } from 'electron';\nimport * as wire from '../../crm/contracts/a.contract.ts';\nexport const a = [ipcRenderer, wire];\n`,
  'sync-relay/main.ts': `${importing('node:sqlite')}import * as Y from 'yjs';\nexport const a = Y;\n`,
};

let place = '';

beforeAll(() => {
  mkdirSync(RUNTIME, { recursive: true });
  // Inside the checkout, so that packages resolve as they do for the real files.
  place = mkdtempSync(path.join(RUNTIME, 'architecture-'));
});

afterAll(() => rmSync(place, { recursive: true, force: true }));

let trees = 0;

async function brokenRules(tree: Tree): Promise<string[]> {
  trees += 1;
  const root = path.join(place, String(trees));
  for (const [file, content] of Object.entries(tree)) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), content);
  }
  cpSync(path.join(CHECKOUT, 'package.json'), path.join(root, 'package.json'));
  const folders = [...new Set(Object.keys(tree).map((file) => file.split('/')[0] ?? ''))];
  const { output } = await cruise(folders, {
    ...options,
    baseDir: root,
    validate: true,
    ruleSet: { forbidden },
  });
  if (typeof output === 'string') throw new Error(output);
  return [...new Set(output.summary.violations.map((violation) => violation.rule.name))];
}

describe('the import line', () => {
  test('has a violation here for each of its rules', () => {
    const rules = forbidden.map((rule) => rule.name ?? '').toSorted();
    expect(Object.keys(VIOLATIONS).toSorted()).toEqual(rules);
  });

  test('gives a reason with each of its rules', () => {
    expect(forbidden.filter((rule) => (rule.comment ?? '').length < 30)).toEqual([]);
  });

  test('lets through what the architecture asks for', async () => {
    await expect(brokenRules(ALLOWED)).resolves.toEqual([]);
  });

  const cases = Object.entries(VIOLATIONS).flatMap(([rule, broken]) =>
    broken.map((tree) => ({ rule, file: Object.keys(tree)[0] ?? '', tree })),
  );

  test.each(cases)('$rule complains about $file', async ({ rule, tree }) => {
    await expect(brokenRules(tree)).resolves.toContain(rule);
  });
});
