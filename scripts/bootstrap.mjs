import './requireNode18.mjs';
import { pathToFileURL } from 'node:url';
import { installPackages } from './bootstrap/installPackages.mjs';
import { ensureToolchain } from './bootstrap/toolchain.mjs';
import { runCommand } from './command.mjs';

/**
 * Makes a fresh clone ready to work: Node, Yarn, packages. What is there already costs nothing.
 *
 * @returns the toolchain, and a hash of what is installed
 */
export async function bootstrap({ children }) {
  const toolchain = await ensureToolchain({ children });
  const installation = await installPackages({ toolchain, children });
  return { toolchain, installation };
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  await runCommand(async ({ children }) => {
    const { toolchain } = await bootstrap({ children });
    console.log(`Ready, with ${toolchain.node}`);
  });
}
