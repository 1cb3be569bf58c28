// Counts tests from the reports of the runners, so that the closing line is theirs, not ours.

/** @typedef {{ passed: number, failed: number, skipped: number }} Tally */

/**
 * @typedef {object} VitestReport the parts of vitest's JSON reporter that are read here
 * @property {number} numPassedTests
 * @property {number} numFailedTests
 * @property {number} numPendingTests
 * @property {number} [numTodoTests]
 * @property {{ status: string, assertionResults: unknown[] }[]} testResults one per file
 */

/**
 * @typedef {object} PlaywrightReport the parts of Playwright's JSON reporter that are read here
 * @property {{ expected: number, unexpected: number, flaky: number, skipped: number }} stats
 * @property {unknown[]} errors of files that could not be loaded
 */

/** @param {VitestReport} report @returns {Tally} a file that could not be loaded is one failure */
export function tallyVitest(report) {
  const broken = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + (report.numTodoTests ?? 0),
  };
}

/** @param {PlaywrightReport} report @returns {Tally} a flaky test passed at last; the runner's own list names it */
export function tallyPlaywright(report) {
  const { expected, unexpected, flaky, skipped } = report.stats;
  return { passed: expected + flaky, failed: unexpected + report.errors.length, skipped };
}

/**
 * A runner that failed without a failed test (it crashed, or gave no report) is one failure.
 *
 * @param {Tally | null} tally
 * @param {number} exitCode
 * @returns {Tally}
 */
export function withExitCode(tally, exitCode) {
  if (tally === null) return { passed: 0, failed: 1, skipped: 0 };
  if (exitCode !== 0 && tally.failed === 0) return { ...tally, failed: 1 };
  return tally;
}

/** @param {readonly Tally[]} tallies @returns {string} the closing line of `npm test` */
export function closingLine(tallies) {
  /** @param {'passed' | 'failed' | 'skipped'} of */
  const sum = (of) => tallies.reduce((total, tally) => total + tally[of], 0);
  const skipped = sum('skipped') === 0 ? '' : `, ${sum('skipped')} skipped`;
  return `${sum('passed')} passed, ${sum('failed')} failed${skipped}`;
}
