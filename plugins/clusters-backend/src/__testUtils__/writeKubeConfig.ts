import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { KubeConfigConnection } from '../locators';

/** Writes a kubeconfig file of one context into a folder, as an operator would. */
export async function writeKubeConfig(
  folder: string,
  { cluster, user }: { cluster: object; user: object },
): Promise<KubeConfigConnection> {
  const path = join(folder, 'config');
  await writeFile(
    path,
    JSON.stringify({
      apiVersion: 'v1',
      kind: 'Config',
      clusters: [{ name: 'c', cluster }],
      users: [{ name: 'u', user }],
      contexts: [{ name: 'x', context: { cluster: 'c', user: 'u' } }],
    }),
  );
  return { type: 'kubeconfig', path, context: 'x' };
}
