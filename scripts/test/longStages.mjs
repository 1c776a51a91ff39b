import { lastLines, runTool } from './runTool.mjs';

/**
 * One command, judged by its exit code.
 *
 * @param options.remedy - what to do about a failure, where its output does not say
 */
function commandStage({ id, title, script, args, remedy }) {
  return {
    id,
    title,
    async run(context) {
      const { code, output, logFile } = await runTool(context, {
        name: id,
        script,
        args,
      });
      return code === 0
        ? { passed: 1, notes: [`Output: ${logFile}`] }
        : {
            failed: 1,
            failures: [
              [lastLines(output, 60), remedy].filter(Boolean).join('\n\n'),
            ],
          };
    },
  };
}

// Of the packages that others install. Members of what is documented may speak for themselves, and sources stand for
// the declarations of workspace packages.
const API_REPORTS = [
  'api-reports',
  '--tsc',
  '--validate-release-tags',
  '-o',
  'ae-undocumented,ae-wrong-input-file-type',
  'plugins/*',
];

/** What "npm run verify" adds to "npm test". */
export function createLongStages() {
  return [
    commandStage({
      id: 'knip',
      title: 'Unused files, dependencies and exports',
      script: 'node_modules/knip/bin/knip.js',
      args: ['--no-progress', '--no-config-hints'],
      remedy: 'What knip cannot see stands in knip.json, by package.',
    }),
    commandStage({
      id: 'api-reports',
      title: 'API reports',
      script: 'node_modules/@backstage/repo-tools/bin/backstage-repo-tools',
      args: [...API_REPORTS, '--ci'],
      remedy: `Where the change of an API is meant: npm run yarn -- backstage-repo-tools ${API_REPORTS.join(
        ' ',
      )}`,
    }),
    commandStage({
      id: 'screenshots',
      title: 'Screenshots',
      script: 'scripts/screenshots.mjs',
      args: [],
    }),
    commandStage({
      id: 'chaos',
      title: 'Operations of backends that are killed',
      script: 'scripts/chaos.mjs',
      args: ['operations', '--kills', '300'],
    }),
    commandStage({
      id: 'benchmarks',
      title: 'Benchmarks',
      script: 'scripts/bench.mjs',
      args: ['--all'],
    }),
  ];
}
