import fs from 'node:fs/promises';
import path from 'node:path';
import {
  repositoryRoot,
  stateDirectory,
} from '../../bootstrap/directories.mjs';
import { jestEnvironment, readJestReport } from '../jest.mjs';
import { ensureLab } from '../lab.mjs';
import { lastLines, runTool } from '../runTool.mjs';
import { addCounts, summaryLine } from '../summary.mjs';

/** What Groundcrew needs of a cluster, asked of the sandbox and of a real API server alike. */
export const conformanceStage = {
  id: 'conformance',
  title: 'Conformance',
  async run(context) {
    const results = [await runOn(context, 'sandbox')];
    const lab = await ensureLab(context);
    if (lab.available) {
      results.push(await runOn(context, 'lab'));
    } else {
      results.push(
        lab.broken || context.ci
          ? { failed: 1, failures: [`On the lab: ${lab.reason}`] }
          : { skipped: 1, notes: [`On the lab: ${lab.reason}`] },
      );
    }
    return {
      ...addCounts(results),
      failures: results.flatMap(({ failures = [] }) => failures),
      notes: results.flatMap(({ notes = [] }) => notes),
    };
  },
};

async function runOn(context, target) {
  const report = path.join(stateDirectory, `test/conformance-${target}.json`);
  await fs.mkdir(path.dirname(report), { recursive: true });
  await fs.rm(report, { force: true });
  const { output } = await runTool(context, {
    name: `conformance-${target}`,
    script: 'node_modules/@backstage/cli/bin/backstage-cli',
    args: ['package', 'test', '--json', `--outputFile=${report}`],
    cwd: path.join(repositoryRoot, 'conformance'),
    environment: { ...jestEnvironment, GROUNDCREW_CONFORMANCE_TARGET: target },
  });
  const text = await fs.readFile(report, 'utf8').catch(() => undefined);
  if (text === undefined) {
    return { failed: 1, failures: [`On the ${target}:\n${lastLines(output)}`] };
  }
  const counts = readJestReport(JSON.parse(text));
  return {
    ...counts,
    failures: counts.failures.map(failure => `On the ${target}: ${failure}`),
    notes: [`${target}: ${summaryLine(counts)}`],
  };
}
