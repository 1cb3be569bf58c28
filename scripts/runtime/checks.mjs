// The quick checks: each a program that ends with 0 when it has nothing to say.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { runQuietly } from './commands.mjs';
import { CHECKOUT } from './places.mjs';

/** Folders with product code; one that is not there yet is not cruised. */
const CRUISED = ['crm', 'src-main', 'src-renderer', 'sync-relay', 'tests', 'scripts'];

/** @typedef {{ name: string, program: string, args: readonly string[] }} Check */

/** More checkers check what is shared more than once: on two cores, with other checks beside it, one is quicker. */
const TSC = ['--checkers', '1', '-p'];

/** @returns {Check[]} */
function checks() {
  const folders = CRUISED.filter((folder) => existsSync(path.join(CHECKOUT, folder)));
  return [
    { name: 'types', program: 'typescript/bin/tsc', args: [...TSC, '.'] },
    {
      name: 'types of the kernel',
      program: 'typescript/bin/tsc',
      args: [...TSC, 'tsconfig.kernel.json'],
    },
    { name: 'lint', program: 'oxlint/bin/oxlint', args: ['--deny-warnings'] },
    { name: 'format', program: 'oxfmt/bin/oxfmt', args: ['--check'] },
    {
      name: 'import boundaries',
      program: 'dependency-cruiser/bin/dependency-cruiser.mjs',
      args: ['--config', '.dependency-cruiser.cjs', ...folders],
    },
    { name: 'dead code', program: 'knip/bin/knip.js', args: ['--no-progress'] },
  ];
}

/**
 * @typedef {object} CheckResult
 * @property {string} name
 * @property {boolean} passed
 * @property {number} elapsedMs
 * @property {string} output
 */

/** @returns {Promise<CheckResult[]>} */
export function runChecks() {
  return Promise.all(
    checks().map(async ({ name, program, args }) => {
      const startedMs = Date.now();
      const file = path.join(CHECKOUT, 'node_modules', program);
      const options = { cwd: CHECKOUT, keepAll: true };
      const { code, output } = await runQuietly(process.execPath, [file, ...args], options);
      return { name, passed: code === 0, elapsedMs: Date.now() - startedMs, output };
    }),
  );
}

/** @param {readonly CheckResult[]} results @returns {number} how many failed */
export function printChecks(results) {
  for (const { name, passed, elapsedMs, output } of results) {
    const time = `${(elapsedMs / 1000).toFixed(1)} s`;
    process.stdout.write(`${passed ? '✓' : '✗'} ${name} (${time})\n`);
    if (!passed) process.stdout.write(`${output.trimEnd()}\n\n`);
  }
  return results.filter((result) => !result.passed).length;
}
