import fs from 'node:fs/promises';
import path from 'node:path';
import { repositoryRoot } from './directories.mjs';

/**
 * The packages of this repository, from the `workspaces` of the root's package.json: where each is, relative to the
 * root and with forward slashes, and its manifest.
 */
export async function listWorkspaces(root = repositoryRoot) {
  const { workspaces } = await readManifest(root);
  const directories = [];
  for (const pattern of workspaces) {
    if (!pattern.endsWith('/*')) {
      directories.push(pattern);
      continue;
    }
    const parent = pattern.slice(0, -2);
    const names = await fs.readdir(path.join(root, parent)).catch(() => []);
    directories.push(...names.sort().map(name => `${parent}/${name}`));
  }
  const found = await Promise.all(
    directories.map(async directory => ({
      directory,
      manifest: await readManifest(path.join(root, directory)).catch(
        () => undefined,
      ),
    })),
  );
  return found.filter(({ manifest }) => manifest !== undefined);
}

/** A workspace and all the workspaces that it depends on, directly or not, development dependencies left out. */
export function dependencyClosure(workspaces, name) {
  const byName = new Map(
    workspaces.map(workspace => [workspace.manifest.name, workspace]),
  );
  const closure = new Map();
  const visit = current => {
    const workspace = byName.get(current);
    if (!workspace || closure.has(current)) {
      return;
    }
    closure.set(current, workspace);
    const { dependencies, peerDependencies } = workspace.manifest;
    for (const dependency of Object.keys({
      ...dependencies,
      ...peerDependencies,
    })) {
      visit(dependency);
    }
  };
  visit(name);
  return [...closure.values()];
}

async function readManifest(directory) {
  return JSON.parse(
    await fs.readFile(path.join(directory, 'package.json'), 'utf8'),
  );
}
