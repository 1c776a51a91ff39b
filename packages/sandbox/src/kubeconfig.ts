import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { stringify } from 'yaml';

export interface KubeconfigEntry {
  name: string;
  url: string;
  caData: string;
  tokens: { admin: string };
}

/** A kubeconfig with one context a cluster, named as the cluster. */
export function kubeconfigOf(entries: readonly KubeconfigEntry[]): string {
  return stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': entries[0]?.name ?? '',
    clusters: entries.map(({ name, url, caData }) => ({
      name,
      cluster: { server: url, 'certificate-authority-data': caData },
    })),
    users: entries.map(({ name, tokens }) => ({
      name: `${name}-admin`,
      user: { token: tokens.admin },
    })),
    contexts: entries.map(({ name }) => ({
      name,
      context: { cluster: name, user: `${name}-admin` },
    })),
  });
}

/** Writes it for the owner alone: it holds tokens. */
export async function writeKubeconfig(
  path: string,
  entries: readonly KubeconfigEntry[],
): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, kubeconfigOf(entries), { mode: 0o600 });
  await chmod(path, 0o600);
}
