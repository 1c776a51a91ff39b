/** The counts of Playwright's JSON report, and what failed. A test that passed at the second try counts as failed: it is flaky. */
export function readPlaywrightReport(report) {
  const { expected, unexpected, flaky, skipped } = report.stats;
  const failures = (report.errors ?? []).map(({ message }) => message);
  const visit = (suite, titles) => {
    for (const spec of suite.specs ?? []) {
      for (const test of spec.tests) {
        if (test.status === 'unexpected' || test.status === 'flaky') {
          const messages = test.results.flatMap(({ errors = [] }) =>
            errors.map(({ message }) => message),
          );
          failures.push(
            [`${[...titles, spec.title].join(' › ')} (${test.status})`]
              .concat(messages)
              .join('\n'),
          );
        }
      }
    }
    for (const child of suite.suites ?? []) {
      visit(child, [...titles, child.title]);
    }
  };
  for (const suite of report.suites) {
    visit(suite, [suite.title]);
  }
  return {
    passed: expected,
    failed: unexpected + flaky + (report.errors?.length ?? 0),
    skipped,
    failures,
  };
}
