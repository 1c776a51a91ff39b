import fs from 'node:fs/promises';
import path from 'node:path';
import { repositoryRoot } from '../../bootstrap/directories.mjs';
import { ensureLab } from '../lab.mjs';
import { lastLines, runTool } from '../runTool.mjs';
import { addCounts, parseSummaryLine } from '../summary.mjs';

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
  const script = 'scripts/conformance.mjs';
  const exists = await fs.access(path.join(repositoryRoot, script)).then(
    () => true,
    () => false,
  );
  if (!exists) {
    return { skipped: 1, notes: [`There is no ${script} yet (${target})`] };
  }
  const { code, output } = await runTool(context, {
    name: `conformance-${target}`,
    script,
    args: ['--target', target],
  });
  const counts = parseSummaryLine(output);
  if (!counts || (code !== 0 && counts.failed === 0)) {
    return {
      failed: 1,
      failures: [`On the ${target}:\n${lastLines(output, 100)}`],
    };
  }
  return {
    ...counts,
    failures:
      counts.failed > 0 ? [`On the ${target}:\n${lastLines(output, 300)}`] : [],
    notes: [`${target}: ${counts.passed} passed, ${counts.failed} failed`],
  };
}
