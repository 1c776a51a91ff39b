import { lastLines, runTool } from '../runTool.mjs';

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

/** The counts at the end of TAP as Node writes it; undefined if they are not there. */
export function readTapCounts(output) {
  const count = name => {
    const match = new RegExp(`^# ${name} (\\d+)$`, 'm').exec(output);
    return match ? Number(match[1]) : undefined;
  };
  const passed = count('pass');
  const failed = count('fail');
  if (passed === undefined || failed === undefined) {
    return undefined;
  }
  return {
    passed,
    failed: failed + (count('cancelled') ?? 0),
    skipped: (count('skipped') ?? 0) + (count('todo') ?? 0),
  };
}

function failuresOfTap(output) {
  const blocks = output.match(/^ *not ok [\s\S]*?^ *\.\.\.$/gm);
  return blocks ? blocks.join('\n') : lastLines(output);
}
