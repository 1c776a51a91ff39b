import { writeFile } from 'node:fs/promises';

/** Writes a kubeconfig for one user and returns its path. */
export async function writeKubeconfig(
  path: string,
  options: { url: string; caData: string; user: string; token: string },
): Promise<string> {
  const lines = [
    'apiVersion: v1',
    'kind: Config',
    'clusters:',
    '- name: lab',
    `  cluster: { server: "${options.url}", certificate-authority-data: ${options.caData} }`,
    'users:',
    `- name: ${JSON.stringify(options.user)}`,
    `  user: { token: ${JSON.stringify(options.token)} }`,
    'contexts:',
    '- name: lab',
    `  context: { cluster: lab, user: ${JSON.stringify(options.user)} }`,
    'current-context: lab',
  ];
  await writeFile(path, `${lines.join('\n')}\n`, { mode: 0o600 });
  return path;
}
