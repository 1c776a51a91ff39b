import './requireNode18.mjs';
import fs from 'node:fs';
import path from 'node:path';
import { bootstrap } from './bootstrap.mjs';
import { repositoryRoot } from './bootstrap/directories.mjs';
import { runCommand } from './command.mjs';
import { endInTimeArguments } from './processes/Children.mjs';
import { typeScriptArguments } from './run/runTypeScript.mjs';
import { startPostgresql } from './test/postgresql/startPostgresql.mjs';
import { UserError } from './userError.mjs';

/**
 * Kills a backend again and again, and looks at what became of its work: npm run chaos -- operations [--kills N]. Its last
 * line is one JSON object.
 */
async function chaos({ children }) {
  const [name, ...rest] = process.argv.slice(2);
  const script = path.join(
    repositoryRoot,
    `plugins/${name}-backend/src/__testUtils__/chaos/run.ts`,
  );
  if (!/^\w+$/.test(name ?? '') || !fs.existsSync(script)) {
    throw new UserError('npm run chaos -- operations [--kills N]');
  }
  const { toolchain } = await bootstrap({ children });
  const postgresql = await startPostgresql({ toolchain, children });
  if (postgresql.missing) {
    console.log(`On SQLite alone: ${postgresql.missing}`);
  }
  try {
    const { code } = await children.run(
      toolchain.node,
      [...endInTimeArguments, ...typeScriptArguments, script, ...rest],
      {
        cwd: path.join(repositoryRoot, `plugins/${name}-backend`),
        env: {
          ...toolchain.environment,
          ...(postgresql.url && {
            GROUNDCREW_TEST_POSTGRESQL: postgresql.url,
          }),
        },
      },
    );
    return code ?? 1;
  } finally {
    await postgresql.stop?.();
  }
}

await runCommand(chaos);
