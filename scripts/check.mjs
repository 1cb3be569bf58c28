// `npm run check`: types, lint, format, import boundaries, dead code; all at once.
import { ensureToolchain } from './bootstrap.mjs';
import { printChecks, runChecks } from './runtime/checks.mjs';
import { runScript } from './runtime/progress.mjs';

await runScript(async () => {
  const rerun = await ensureToolchain(import.meta.url);
  if (rerun !== null) return rerun;
  return printChecks(await runChecks()) === 0 ? 0 : 1;
});
