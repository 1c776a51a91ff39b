import { formatDuration } from '../terminal.mjs';
import { addCounts, summaryLine } from './summary.mjs';

const mostHeadlines = 12;

/**
 * Runs stage after stage, each whether or not the one before failed, and prints one line for each. What failed is
 * named there, and shown in full at the end, where people look.
 *
 * @returns the counts of all together
 */
export async function runStages(stages, context) {
  const results = [];
  for (const stage of stages) {
    if (context.children.stopping) {
      break;
    }
    const startedAt = Date.now();
    const result = await runStage(stage, context);
    results.push({ stage, ...result });
    console.log(
      `${result.failed > 0 ? 'FAIL' : 'ok  '}  ${stage.id.padEnd(
        12,
      )} ${summaryLine(addCounts([result]))}  (${formatDuration(
        Date.now() - startedAt,
      )})`,
    );
    for (const line of headlinesOf(result.failures ?? [])) {
      console.log(`      failed: ${line}`);
    }
    for (const note of result.notes ?? []) {
      console.log(`      ${note}`);
    }
  }
  for (const { stage, failures = [] } of results) {
    if (failures.length > 0) {
      console.log(`\n── ${stage.title} ──────────────────────────────`);
      console.log(failures.join('\n\n'));
    }
  }
  console.log('');
  return addCounts(results);
}

/** What failed, by name alone: a log that is cut short has at least these. Jest marks the names of tests with a bullet. */
function headlinesOf(failures) {
  const lines = failures.flatMap(failure => {
    const [first, ...rest] = failure.split('\n');
    return [first, ...rest.filter(line => /^\s*●/.test(line))];
  });
  const names = [...new Set(lines.map(line => line.trim()))];
  return names.length <= mostHeadlines
    ? names
    : [
        ...names.slice(0, mostHeadlines),
        `and ${names.length - mostHeadlines} more lines, below`,
      ];
}

/** A stage that breaks down has failed, and nothing more: the others still have their say. */
async function runStage(stage, context) {
  try {
    return await stage.run(context);
  } catch (error) {
    return {
      failed: 1,
      failures: [
        error.name === 'UserError' ? error.message : error.stack ?? `${error}`,
      ],
    };
  }
}
