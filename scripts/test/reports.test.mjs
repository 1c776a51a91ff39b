import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { coverageOfPackages } from './coverage.mjs';
import { readJestReport } from './jest.mjs';
import { readPlaywrightReport } from './playwrightReport.mjs';
import { readLintReport } from './stages/lint.mjs';
import { addCounts, summaryLine } from './summary.mjs';
import { readTapCounts } from './tap.mjs';

describe('the last line', () => {
  it('says how many were skipped if any were', () => {
    assert.equal(
      summaryLine({ passed: 12, failed: 0, skipped: 0 }),
      '12 passed, 0 failed',
    );
    assert.equal(
      summaryLine({ passed: 0, failed: 3, skipped: 4 }),
      '0 passed, 3 failed, 4 skipped',
    );
  });

  it('adds up what leaves counts out', () => {
    assert.deepEqual(addCounts([{ passed: 2 }, { failed: 1, skipped: 3 }]), {
      passed: 2,
      failed: 1,
      skipped: 3,
    });
  });
});

describe('readJestReport', () => {
  it('counts a file that cannot be loaded as a failure', () => {
    const report = readJestReport({
      numPassedTests: 5,
      numFailedTests: 1,
      numPendingTests: 2,
      numTodoTests: 1,
      testResults: [
        {
          status: 'passed',
          name: '/a.test.ts',
          message: '',
          assertionResults: [],
        },
        {
          status: 'failed',
          name: '/b.test.ts',
          message: 'expected 1',
          assertionResults: [{ status: 'failed' }, { status: 'passed' }],
        },
        {
          status: 'failed',
          name: '/c.test.ts',
          message: 'Cannot find module',
          assertionResults: [],
        },
      ],
    });
    assert.deepEqual(report, {
      passed: 5,
      failed: 2,
      skipped: 3,
      failures: ['/b.test.ts\nexpected 1', '/c.test.ts\nCannot find module'],
    });
  });
});

describe('readPlaywrightReport', () => {
  it('counts a flaky test as failed', () => {
    const test = (status, message) => ({
      status,
      results: [{ errors: message ? [{ message }] : [] }],
    });
    const report = readPlaywrightReport({
      stats: { expected: 1, unexpected: 1, flaky: 1, skipped: 1 },
      errors: [],
      suites: [
        {
          title: 'walks.spec.ts',
          specs: [{ title: 'one', tests: [test('expected')] }],
          suites: [
            {
              title: 'cards',
              specs: [
                { title: 'two', tests: [test('unexpected', 'no card')] },
                { title: 'three', tests: [test('flaky', 'late')] },
              ],
            },
          ],
        },
      ],
    });
    assert.equal(report.passed, 1);
    assert.equal(report.failed, 2);
    assert.equal(report.skipped, 1);
    assert.deepEqual(report.failures, [
      'walks.spec.ts › cards › two (unexpected)\nno card',
      'walks.spec.ts › cards › three (flaky)\nlate',
    ]);
  });
});

describe('readLintReport', () => {
  it('tells errors from warnings, over several reports', () => {
    const file = messages => [{ filePath: '/x/a.ts', messages }];
    const error = {
      severity: 2,
      line: 1,
      column: 2,
      message: 'no',
      ruleId: 'r',
    };
    const text = `${JSON.stringify(file([error]))}\n${JSON.stringify(
      file([{ ...error, severity: 1 }]),
    )}`;
    const { errors, warnings } = readLintReport(text);
    assert.equal(errors.length, 1);
    assert.match(errors[0], /a\.ts:1:2 {2}no {2}\(r\)$/);
    assert.equal(warnings, 1);
    assert.deepEqual(readLintReport(''), { errors: [], warnings: 0 });
  });
});

describe('readTapCounts', () => {
  it('reads the end of the report, and counts cancelled tests as failed', () => {
    const tap = '# pass 7\n# fail 1\n# cancelled 2\n# skipped 3\n# todo 0\n';
    assert.deepEqual(readTapCounts(tap), { passed: 7, failed: 3, skipped: 3 });
    assert.equal(readTapCounts('SyntaxError'), undefined);
  });
});

describe('coverageOfPackages', () => {
  it('adds up the files of each package, without what only tests load', () => {
    const lines = (covered, total) => ({ lines: { covered, total } });
    const summary = {
      total: lines(0, 1000),
      '/r/plugins/a/src/one.ts': lines(9, 10),
      '/r/plugins/a/src/two.ts': lines(0, 10),
      '/r/plugins/a/src/__fixtures__/x.ts': lines(0, 100),
      '/r/plugins/a/src/setupTests.ts': lines(0, 1),
      '/r/plugins/a-common/src/one.ts': lines(4, 4),
    };
    const packages = ['plugins/a', 'plugins/a-common', 'plugins/empty'];
    assert.deepEqual(coverageOfPackages(summary, packages, '/r'), [
      { name: 'plugins/a', total: 20, percent: 45 },
      { name: 'plugins/a-common', total: 4, percent: 100 },
    ]);
  });
});
