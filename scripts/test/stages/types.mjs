import { lastLines, runTool } from '../runTool.mjs';

/** TypeScript agrees. */
export const typesStage = {
  id: 'types',
  title: 'Types',
  async run(context) {
    const { code, output } = await runTool(context, {
      name: 'types',
      script: 'node_modules/typescript/bin/tsc',
      args: ['-p', '.', '--noEmit', '--pretty', 'false'],
    });
    if (code === 0) {
      return { passed: 1, failed: 0 };
    }
    const errors = output.match(/error TS\d+/g)?.length ?? 1;
    return {
      passed: 0,
      failed: errors,
      failures: [lastLines(output, 200)],
    };
  },
};
