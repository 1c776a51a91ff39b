import fs from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { stateDirectory } from '../bootstrap/directories.mjs';
import { runTypeScript } from './runTypeScript.mjs';

/**
 * Lets the sandbox make its certificates and tokens, which it keeps in its directory.
 *
 * @returns the clusters, with address, CA and token, and a kubeconfig for all of them
 */
export async function prepareSandbox({
  toolchain,
  children,
  directory,
  ports,
}) {
  const output = path.join(directory, 'clusters.json');
  await fs.mkdir(directory, { recursive: true, mode: 0o700 });
  await runTypeScript({
    toolchain,
    children,
    script: fileURLToPath(new URL('./prepareSandbox.cjs', import.meta.url)),
    args: [JSON.stringify({ directory, ports, output })],
    subject: 'the sandbox could not be prepared',
    logFile: path.join(stateDirectory, 'logs/sandbox.log'),
  });
  return JSON.parse(await fs.readFile(output, 'utf8'));
}
