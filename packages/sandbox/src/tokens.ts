import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The bearer tokens of one cluster: `admin` may do everything, `reader` may get, list and watch everything, `operator`
 * may besides change what operations change.
 */
export interface ClusterTokens {
  admin: string;
  reader: string;
  operator: string;
}

const ROLES = ['admin', 'reader', 'operator'] as const;

/** The tokens of clusters by name, made once and kept in a directory, so that a kubeconfig outlives the sandbox. */
export async function loadTokens(
  directory: string,
  names: readonly string[],
): Promise<Map<string, ClusterTokens>> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const file = join(directory, 'tokens.json');
  const kept = await readKept(file);
  const tokens = new Map(names.map(name => [name, completed(kept[name])]));
  const all = { ...kept, ...Object.fromEntries(tokens) };
  if (JSON.stringify(all) !== JSON.stringify(kept)) {
    await writeFile(file, JSON.stringify(all), { mode: 0o600 });
    // The mode above only counts for a new file.
    await chmod(file, 0o600);
  }
  return tokens;
}

/** A token that nobody can guess. */
export function makeToken(): string {
  return `sandbox-${randomBytes(18).toString('base64url')}`;
}

async function readKept(
  file: string,
): Promise<Record<string, Partial<ClusterTokens>>> {
  try {
    return Object(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return {};
  }
}

/** A directory of an older sandbox has fewer of them. */
function completed(
  kept: Partial<Record<keyof ClusterTokens, unknown>> | null | undefined,
): ClusterTokens {
  const tokens = ROLES.map(role => {
    const token = kept?.[role];
    return [role, typeof token === 'string' ? token : makeToken()];
  });
  return Object.fromEntries(tokens);
}
