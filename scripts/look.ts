/**
 * `npm run look -- --to FOLDER`: a picture of every screen in every size and colour (tests/e2e/screens), for somebody
 * to look at, and what is wrong with each of them as far as a program can tell. Words after it take the screens whose
 * names begin so: `npm run look -- --to /tmp/look calendar "list of"`. Without a folder there are no pictures.
 */
import path from 'node:path';
import { parseArgs } from 'node:util';
import { sitDown, sittings } from '../tests/e2e/screens/every-screen.ts';
import { closeLayers, lookAt } from '../tests/e2e/screens/look-at.ts';

const { values, positionals } = parseArgs({
  options: { to: { type: 'string' } },
  allowPositionals: true,
});
const folder = values.to === undefined ? undefined : path.resolve(values.to);
const isWanted = (name: string): boolean =>
  positionals.length === 0 || positionals.some((word) => name.startsWith(word));

/** For one click or key: what a screen cannot do is not waited for as long as a test would. */
const ACT_TIMEOUT_MS = 8_000;

let faulty = 0;
for (const sitting of sittings) {
  const wanted = sitting.screens.filter(({ name }) => isWanted(name));
  if (wanted.length === 0) continue;
  const { desktop, end } = await sitDown(sitting);
  desktop.page.setDefaultTimeout(ACT_TIMEOUT_MS);
  for (const screen of wanted) {
    const startedAtMs = performance.now();
    const faults = await lookAt(desktop, screen, folder).catch(async (error: unknown) => {
      if (folder !== undefined)
        await desktop.page.screenshot({
          path: path.join(folder, `${screen.name}, not opened.png`),
        });
      await closeLayers(desktop.page);
      return [`cannot be opened: ${error instanceof Error ? error.message : String(error)}`];
    });
    const tookMs = Math.round(performance.now() - startedAtMs);
    process.stdout.write(`${faults.length === 0 ? '✓' : '✗'} ${screen.name} (${tookMs} ms)\n`);
    for (const fault of faults) process.stdout.write(`    ${fault.replaceAll('\n', ' ')}\n`);
    if (faults.length > 0) faulty++;
  }
  const problems = desktop.takeProblems();
  for (const problem of problems) process.stdout.write(`✗ ${problem}\n`);
  faulty += problems.length;
  await end();
}
process.exitCode = faulty === 0 ? 0 : 1;
