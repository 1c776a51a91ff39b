import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The bearer tokens of one cluster: `admin` may do everything, `reader` may get, list and watch everything. */
export interface ClusterTokens {
  admin: string;
  reader: string;
}

/** The tokens of clusters by name, made once and kept in a directory, so that a kubeconfig outlives the sandbox. */
export async function loadTokens(
  directory: string,
  names: readonly string[],
): Promise<Map<string, ClusterTokens>> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const file = join(directory, 'tokens.json');
  const kept = await readKept(file);
  const missing = names.filter(name => !Object.hasOwn(kept, name));
  for (const name of missing) {
    kept[name] = { admin: makeToken(), reader: makeToken() };
  }
  if (missing.length > 0) {
    await writeFile(file, JSON.stringify(kept), { mode: 0o600 });
    // The mode above only counts for a new file.
    await chmod(file, 0o600);
  }
  return new Map(names.map(name => [name, kept[name]]));
}

/** A token that nobody can guess. */
export function makeToken(): string {
  return `sandbox-${randomBytes(18).toString('base64url')}`;
}

async function readKept(file: string): Promise<Record<string, ClusterTokens>> {
  try {
    const kept: unknown = JSON.parse(await readFile(file, 'utf8'));
    return Object.fromEntries(
      Object.entries(kept ?? {}).filter(([, tokens]) => isTokens(tokens)),
    );
  } catch {
    return {};
  }
}

function isTokens(value: Partial<ClusterTokens> | null): boolean {
  return typeof value?.admin === 'string' && typeof value?.reader === 'string';
}
