// `npm run lock`: after a change of the dependencies, brings package-lock.json up to date and adds
// the variants of native packages that this machine's registry does not carry.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { npmProgram, runQuietly } from './runtime/commands.mjs';
import { missingVariants } from './runtime/foreign-packages.mjs';
import { CHECKOUT } from './runtime/places.mjs';
import { Setback, runScript, say, step } from './runtime/progress.mjs';

const LOCKFILE = path.join(CHECKOUT, 'package-lock.json');

await runScript(async () => {
  await step('Bringing package-lock.json up to date', async () => {
    const args = [npmProgram(), 'install', '--package-lock-only', '--ignore-scripts'];
    const outcome = await runQuietly(process.execPath, args, { cwd: CHECKOUT });
    if (outcome.code !== 0) throw new Setback(`npm refused:\n${outcome.output}`);
  });
  const lock = JSON.parse(readFileSync(LOCKFILE, 'utf8'));
  const missing = missingVariants(lock.packages);
  const all = Object.entries({ ...lock.packages, ...missing });
  // The root ('') first, then by name: the order that npm writes.
  const packages = Object.fromEntries(all.toSorted(([a], [b]) => a.localeCompare(b, 'en')));
  writeFileSync(LOCKFILE, `${JSON.stringify({ ...lock, packages }, null, 2)}\n`);
  say(`${Object.keys(missing).length} variants for other systems added by version`);
  return 0;
});
