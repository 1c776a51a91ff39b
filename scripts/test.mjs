import './requireNode18.mjs';
import { bootstrap } from './bootstrap.mjs';
import { runCommand } from './command.mjs';
import { reportFailure, showProgress } from './terminal.mjs';
import { parseTestArguments, testUsage } from './test/parseTestArguments.mjs';
import { runStages } from './test/runStages.mjs';
import { createStages } from './test/stages/index.mjs';
import { summaryLine } from './test/summary.mjs';

async function test({ children }) {
  const stages = createStages();
  const options = parseTestArguments(process.argv.slice(2), stages);
  if (options.help) {
    console.log(testUsage(stages));
    return 0;
  }
  let prepared;
  try {
    prepared = await bootstrap({ children });
  } catch (error) {
    reportFailure(error);
    console.log(summaryLine({ passed: 0, failed: 1, skipped: 0 }));
    return 1;
  }
  const totals = await runStages(
    stages.filter(stage => options.stages.includes(stage.id)),
    { ...prepared, ...options, children, showProgress },
  );
  console.log(summaryLine(totals));
  return totals.failed > 0 || totals.passed === 0 ? 1 : 0;
}

await runCommand(test);
