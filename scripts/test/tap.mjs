import { lastLines } from './runTool.mjs';

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

/** What TAP says of the tests that failed. */
export function failuresOfTap(output) {
  const blocks = output.match(/^ *not ok [\s\S]*?^ *\.\.\.$/gm);
  return blocks ? blocks.join('\n') : lastLines(output);
}
