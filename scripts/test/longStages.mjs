import fs from 'node:fs/promises';
import path from 'node:path';
import { repositoryRoot } from '../bootstrap/directories.mjs';
import { lastLines, runTool } from './runTool.mjs';

/** One of our own commands, judged by its exit code; skipped until it exists. */
function commandStage({ id, title, script, args }) {
  return {
    id,
    title,
    async run(context) {
      const file = path.join(repositoryRoot, script);
      if (
        !(await fs.access(file).then(
          () => true,
          () => false,
        ))
      ) {
        return { skipped: 1, notes: [`There is no ${script} yet`] };
      }
      const { code, output, logFile } = await runTool(context, {
        name: id,
        script,
        args,
      });
      return code === 0
        ? { passed: 1, notes: [`Output: ${logFile}`] }
        : { failed: 1, failures: [lastLines(output, 60)] };
    },
  };
}

/** What "npm run verify" adds to "npm test". */
export function createLongStages() {
  return [
    commandStage({
      id: 'knip',
      title: 'Unused dependencies and exports',
      script: 'node_modules/@backstage/repo-tools/bin/backstage-repo-tools',
      args: ['knip-reports', '--ci'],
    }),
    commandStage({
      id: 'api-reports',
      title: 'API reports',
      script: 'node_modules/@backstage/repo-tools/bin/backstage-repo-tools',
      args: ['api-reports', '--ci', '--tsc', '-o', 'ae-undocumented'],
    }),
    commandStage({
      id: 'screenshots',
      title: 'Screenshots',
      script: 'scripts/screenshots.mjs',
      args: [],
    }),
    commandStage({
      id: 'benchmarks',
      title: 'Benchmarks',
      script: 'scripts/bench.mjs',
      args: ['--all'],
    }),
  ];
}
