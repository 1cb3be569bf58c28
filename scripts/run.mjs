// Runs a TypeScript program of the tree under the pinned Node: `run.mjs [--electron | --expose-gc] FILE ARGS…`.
// With --electron it also has the app built, Electron fetched and a screen to show it on; with --expose-gc
// it may ask for a collection, to count what is left.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { ensureToolchain } from './bootstrap.mjs';
import { ensureBuilt } from './build.mjs';
import { ensureElectron } from './electron-runtime.mjs';
import { hasDisplay, openVirtualDisplay } from './runtime/display.mjs';
import { CHECKOUT } from './runtime/places.mjs';
import { Setback, runScript, say } from './runtime/progress.mjs';
import { checkSandbox, ensureSystemPackages } from './runtime/system-packages.mjs';

/** @param {string[]} args @param {NodeJS.ProcessEnv} env @returns {Promise<number>} */
function runProgram(args, env) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { stdio: 'inherit', cwd: CHECKOUT, env });
    for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
      process.on(signal, () => child.kill(signal));
    }
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

await runScript(async () => {
  const rerun = await ensureToolchain(import.meta.url);
  if (rerun !== null) return rerun;
  const args = process.argv.slice(2);
  const withElectron = args[0] === '--electron';
  const collects = args[0] === '--expose-gc';
  if (withElectron || collects) args.shift();
  const [file, ...rest] = args;
  if (file === undefined) throw new Setback('Name the program to run.');
  const program = [...(collects ? ['--expose-gc'] : []), path.join(CHECKOUT, file), ...rest];
  if (!withElectron) return runProgram(program, process.env);

  const headless = !hasDisplay(process.env, process.platform);
  await ensureSystemPackages({ headless });
  checkSandbox((await ensureElectron(say)).executablePath);
  await ensureBuilt();
  if (!headless) return runProgram(program, process.env);
  const display = await openVirtualDisplay();
  try {
    return await runProgram(program, { ...process.env, ...display.env });
  } finally {
    await display.close();
  }
});
