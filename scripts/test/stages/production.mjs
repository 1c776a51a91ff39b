import { startPostgresql } from '../postgresql/startPostgresql.mjs';
import { lastLines, runTool } from '../runTool.mjs';
import { failuresOfTap, readTapCounts } from '../tap.mjs';

/** The configuration of production: two replicas on a real PostgreSQL. */
export const productionStage = {
  id: 'production',
  title: 'The configuration of production',
  async run(context) {
    const postgresql = await startPostgresql(context);
    if (postgresql.missing) {
      return context.ci
        ? { failed: 1, failures: [postgresql.missing] }
        : { skipped: 1, notes: [postgresql.missing] };
    }
    try {
      const { code, output } = await runTool(context, {
        name: 'production',
        nodeArguments: ['--test', '--test-reporter=tap'],
        args: ['scripts/test/production/replicas.mjs'],
        environment: { GROUNDCREW_TEST_POSTGRESQL: postgresql.url },
      });
      const counts = readTapCounts(output);
      if (!counts) {
        return { failed: 1, failures: [lastLines(output)] };
      }
      return code === 0
        ? counts
        : {
            ...counts,
            failed: Math.max(counts.failed, 1),
            failures: [failuresOfTap(output)],
          };
    } finally {
      await postgresql.stop();
    }
  },
};
