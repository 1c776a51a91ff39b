import { runTool } from '../runTool.mjs';
import { addCounts } from '../summary.mjs';

const FIRST_RUN = ['app-config.yaml'];
const PRODUCTION = [...FIRST_RUN, 'app-config.production.yaml'];

/** The configurations that come with the repository match the schemas of what they configure. */
export const configStage = {
  id: 'config',
  title: 'Configuration',
  async run(context) {
    const results = [
      await checkConfiguration(context, 'config-first-run', FIRST_RUN),
      await checkConfiguration(context, 'config-production', PRODUCTION),
    ];
    return {
      ...addCounts(results),
      failures: results.flatMap(({ failures = [] }) => failures),
    };
  },
};

async function checkConfiguration(context, name, files) {
  const { code, output } = await runTool(context, {
    name,
    script: 'node_modules/@backstage/cli/bin/backstage-cli',
    args: [
      'config:check',
      // Variables of the environment need no values for this.
      '--lax',
      // A key that no schema knows is a typing error.
      '--strict',
      ...files.flatMap(file => ['--config', file]),
    ],
  });
  return code === 0 ? { passed: 1 } : { failed: 1, failures: [output.trim()] };
}
