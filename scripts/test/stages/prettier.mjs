import { lastLines, runTool } from '../runTool.mjs';

/** Every file is written as Prettier writes it. */
export const prettierStage = {
  id: 'prettier',
  title: 'Formatting',
  async run(context) {
    const { code, output } = await runTool(context, {
      name: 'prettier',
      script: 'node_modules/prettier/bin-prettier.js',
      args: ['--check', '.'],
    });
    if (code === 0) {
      return { passed: 1, failed: 0 };
    }
    const files = output
      .split('\n')
      .filter(line => /^\[(warn|error)\] /.test(line))
      .filter(line => !/Code style issues/.test(line))
      .map(line => line.replace(/^\[\w+\] /, ''));
    return {
      passed: 0,
      failed: Math.max(files.length, 1),
      failures: [
        files.length > 0
          ? `Not formatted ("npm run yarn -- prettier --write FILE"):\n${files.join(
              '\n',
            )}`
          : lastLines(output),
      ],
    };
  },
};
