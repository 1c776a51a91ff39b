import fs from 'node:fs/promises';
import path from 'node:path';
import {
  repositoryRoot,
  stateDirectory,
} from '../../bootstrap/directories.mjs';
import { listWorkspaces } from '../../bootstrap/workspaces.mjs';
import { coverageOfPackages, requiredPercent } from '../coverage.mjs';
import { jestEnvironment, readJestReport } from '../jest.mjs';
import { ensureLab } from '../lab.mjs';
import { postgresqlEnvironment } from '../postgresql/postgresqlEnvironment.mjs';
import { ensurePrometheus } from '../prometheus.mjs';
import { startPostgresql } from '../postgresql/startPostgresql.mjs';
import { lastLines, runTool } from '../runTool.mjs';

/** The unit and integration tests of every package, or of one, and how much of each package they reach. */
export const unitStage = {
  id: 'unit',
  title: 'Unit and integration tests',
  forPackage: true,
  async run(context) {
    const lab = await ensureLab(context);
    const prometheus = await prometheusFor(context);
    const postgresql = await ensurePostgresql(context);
    try {
      return await runTests(context, { lab, postgresql, prometheus });
    } finally {
      await postgresql.stop?.();
    }
  },
};

// One checks other things, and the other measures them.
const WITHOUT_COVERAGE = ['conformance', 'benchmarks'];

/** The package whose tests want a Prometheus. */
const WITH_PROMETHEUS = 'plugins/faults-backend-module-alertmanager';

async function prometheusFor(context) {
  const { packageDirectory = WITH_PROMETHEUS } = context;
  return packageDirectory === WITH_PROMETHEUS
    ? await ensurePrometheus(context)
    : {};
}

/** A PostgreSQL for the tests that can use one, unless a person has named one in the environment. */
async function ensurePostgresql(context) {
  const { packageDirectory, toolchain } = context;
  const packages = (await listWorkspaces()).filter(
    ({ directory }) => !packageDirectory || directory === packageDirectory,
  );
  const isWanted = packages.some(
    ({ manifest }) =>
      manifest.devDependencies?.['@backstage/backend-test-utils'],
  );
  return isWanted && !postgresqlEnvironment.isSet(toolchain.environment)
    ? await startPostgresql(context)
    : {};
}

async function runTests(context, { lab, postgresql, prometheus }) {
  const directory = path.join(stateDirectory, 'test/unit');
  const report = path.join(directory, 'report.json');
  await fs.rm(directory, { recursive: true, force: true });
  await fs.mkdir(directory, { recursive: true });
  const { code, output } = await runTool(context, {
    name: 'unit',
    script: 'node_modules/@backstage/cli/bin/backstage-cli',
    args: [
      'repo',
      'test',
      '--coverage',
      '--coverageReporters=json-summary',
      `--coverageDirectory=${directory}`,
      '--json',
      `--outputFile=${report}`,
      // Jest takes lists of projects: nothing may follow that is none.
      ...(await projectArguments(context)),
    ],
    environment: {
      ...jestEnvironment,
      ...(postgresql.url && postgresqlEnvironment.of(postgresql.url)),
    },
  });
  const text = await fs.readFile(report, 'utf8').catch(() => undefined);
  if (text === undefined) {
    return { failed: 1, failures: [lastLines(output)] };
  }
  const counts = readJestReport(JSON.parse(text));
  const covered = await checkCoverage(context, directory, lab);
  const failures = [...counts.failures, ...covered.failures];
  const missing = [postgresql.missing, prometheus.missing].filter(Boolean);
  if (context.ci) {
    failures.push(...missing);
  }
  if (code !== 0 && failures.length === 0) {
    failures.push(lastLines(output));
  }
  return {
    passed: counts.passed + covered.passed,
    failed: Math.max(counts.failed + covered.failed, failures.length ? 1 : 0),
    skipped: counts.skipped + (postgresql.missing && !context.ci ? 1 : 0),
    failures,
    notes: [
      ...(lab.available ? [] : [lab.reason.split('\n')[0]]),
      ...missing,
      ...covered.notes,
    ],
  };
}

/** One package, or all but the conformance suite, which has a stage of its own. */
async function projectArguments({ packageDirectory }) {
  const one = (await listWorkspaces()).find(
    ({ directory }) => directory === packageDirectory,
  );
  return one
    ? ['--selectProjects', one.manifest.name]
    : ['--ignoreProjects', '@groundcrew/conformance'];
}

async function checkCoverage({ packageDirectory }, directory, lab) {
  const summary = JSON.parse(
    await fs.readFile(path.join(directory, 'coverage-summary.json'), 'utf8'),
  );
  const packages = (await listWorkspaces())
    .filter(({ manifest }) => /package test/.test(manifest.scripts?.test ?? ''))
    .map(workspace => workspace.directory)
    .filter(name => !WITHOUT_COVERAGE.includes(name))
    .filter(name => !packageDirectory || name === packageDirectory);
  const coverage = coverageOfPackages(summary, packages, repositoryRoot);
  const notes = coverage.map(
    ({ name, percent }) =>
      `${percent.toFixed(1).padStart(5)} % of lines  ${name}`,
  );
  if (!lab.available) {
    return {
      passed: 0,
      failed: 0,
      failures: [],
      notes: [...notes, 'Coverage is not judged without the lab'],
    };
  }
  const low = coverage.filter(({ percent }) => percent < requiredPercent);
  return {
    passed: coverage.length - low.length,
    failed: low.length,
    failures: low.map(
      ({ name, percent }) =>
        `${name}: tests reach ${percent.toFixed(
          1,
        )} % of its lines, and ${requiredPercent} % is what is asked for`,
    ),
    notes,
  };
}
