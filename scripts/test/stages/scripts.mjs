import { lastLines, runTool } from '../runTool.mjs';
import { failuresOfTap, readTapCounts } from '../tap.mjs';

/** The tests of what starts, builds and tests everything else, with Node's own test runner. */
export const scriptsStage = {
  id: 'scripts',
  title: 'Tests of the scripts',
  async run(context) {
    const { code, output } = await runTool(context, {
      name: 'scripts',
      nodeArguments: ['--test', '--test-reporter=tap'],
      args: ['scripts/**/*.test.mjs'],
    });
    const counts = readTapCounts(output);
    if (!counts) {
      return { failed: 1, failures: [lastLines(output)] };
    }
    return {
      ...counts,
      failed: code === 0 ? counts.failed : Math.max(counts.failed, 1),
      failures: code === 0 ? [] : [failuresOfTap(output)],
    };
  },
};
