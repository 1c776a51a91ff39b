import './requireNode18.mjs';
import path from 'node:path';
import { bootstrap } from './bootstrap.mjs';
import { repositoryRoot } from './bootstrap/directories.mjs';
import { runCommand } from './command.mjs';
import { parseTestArguments, testUsage } from './test/parseTestArguments.mjs';
import { runStages } from './test/runStages.mjs';
import { createStages } from './test/stages/index.mjs';
import { productionStage } from './test/stages/production.mjs';
import { createLongStages } from './test/longStages.mjs';
import { summaryLine } from './test/summary.mjs';

// Everything of "npm test", and what is too long for every change.
async function verify({ children }) {
  const stages = [...createStages(), productionStage, ...createLongStages()];
  const options = parseTestArguments(process.argv.slice(2), stages);
  if (options.help) {
    console.log(testUsage(stages).replace('npm test', 'npm run verify'));
    return 0;
  }
  process.chdir(path.resolve(repositoryRoot));
  const prepared = await bootstrap({ children });
  const totals = await runStages(
    stages.filter(({ id }) => options.stages.includes(id)),
    { ...prepared, ...options, children },
  );
  console.log(summaryLine(totals));
  return totals.failed > 0 || totals.passed === 0 ? 1 : 0;
}

await runCommand(verify);
