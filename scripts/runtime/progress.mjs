// What a person sees while a script works: one line per act, with the time it took at its end.

const STILL_AT_IT_MS = 20_000;

/** @param {number} elapsedMs */
function seconds(elapsedMs) {
  return `${(elapsedMs / 1000).toFixed(1)} s`;
}

/** @param {string} line */
export function say(line) {
  process.stderr.write(`• ${line}\n`);
}

/**
 * Announces an act, and from time to time that it still runs; says nothing of one that was quick.
 *
 * @template T
 * @param {string} what
 * @param {() => Promise<T>} act
 * @returns {Promise<T>}
 */
export async function step(what, act) {
  const startedMs = Date.now();
  say(what);
  const reminder = setInterval(() => {
    say(`… ${what}: ${seconds(Date.now() - startedMs)} so far`);
  }, STILL_AT_IT_MS);
  try {
    const result = await act();
    say(`  done in ${seconds(Date.now() - startedMs)}`);
    return result;
  } finally {
    clearInterval(reminder);
  }
}

/** A failure that a person can mend: its message says what happened and what to do. */
export class Setback extends Error {}

/**
 * Runs a script's main function; a setback is shown as its message alone, a defect with its stack.
 *
 * @param {() => Promise<number>} main gives the exit code
 */
export async function runScript(main) {
  try {
    process.exitCode = await main();
  } catch (error) {
    const text =
      error instanceof Setback ? error.message : error instanceof Error ? error.stack : error;
    process.stderr.write(`\n✗ ${String(text)}\n`);
    process.exitCode = 1;
  }
}
