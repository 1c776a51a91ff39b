/** Without a terminal to watch, Jest must not wait for changes: it does not where CI is set. */
export const jestEnvironment = { CI: 'true', NODE_ENV: 'test', TZ: 'UTC' };

/**
 * The counts of Jest's JSON report, and what failed. A file that could not even be loaded counts as one failure: it has no
 * tests to count.
 */
export function readJestReport(report) {
  const broken = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' &&
      !assertionResults.some(({ status: outcome }) => outcome === 'failed'),
  );
  const failing = report.testResults.filter(
    ({ status }) => status === 'failed',
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + (report.numTodoTests ?? 0),
    failures: failing.map(({ name, message }) => `${name}\n${message}`),
  };
}
