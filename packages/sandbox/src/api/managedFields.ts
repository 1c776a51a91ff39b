import { equalJson } from './json';
import { mergeKeysOf } from './mergeKeys';
import { FieldTree, KubeObject, ManagedFieldsEntry } from './objects';

export interface Writer {
  manager: string;
  time: string;
  subresource?: string;
}

// What the server assigns belongs to nobody.
const UNMANAGED_METADATA = new Set([
  'name',
  'namespace',
  'uid',
  'resourceVersion',
  'generation',
  'creationTimestamp',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
  'managedFields',
  'selfLink',
]);

/**
 * The managedFields after a write: whoever changed a field owns it from now on, and others who owned it before do
 * not. Only operation Update exists, since the sandbox has no server-side apply.
 */
export function trackManagedFields(
  previous: KubeObject | undefined,
  next: KubeObject,
  writer: Writer,
): ManagedFieldsEntry[] {
  const before: Map<string, unknown> = previous
    ? managedPaths(previous)
    : new Map();
  const after = managedPaths(next);
  const changed = new Set<string>();
  for (const [path, value] of after) {
    if (!before.has(path) || !equalJson(before.get(path), value)) {
      changed.add(path);
    }
  }
  const wroteNothing =
    changed.size === 0 && [...before.keys()].every(path => after.has(path));
  if (previous && wroteNothing) return previous.metadata.managedFields ?? [];
  const entries: ManagedFieldsEntry[] = [];
  for (const entry of previous?.metadata.managedFields ?? []) {
    const isOwn =
      entry.manager === writer.manager &&
      entry.operation === 'Update' &&
      (entry.subresource ?? '') === (writer.subresource ?? '') &&
      entry.apiVersion === next.apiVersion;
    const owned = pathsOf(entry.fieldsV1);
    const kept = owned.filter(
      path => after.has(path) && (isOwn || !changed.has(path)),
    );
    if (isOwn) {
      for (const path of kept) changed.add(path);
    } else if (kept.length === owned.length) {
      entries.push(entry);
    } else if (kept.length > 0) {
      entries.push({ ...entry, fieldsV1: treeOf(kept) });
    }
  }
  if (changed.size > 0) {
    entries.push({
      manager: writer.manager,
      operation: 'Update',
      apiVersion: next.apiVersion,
      time: writer.time,
      fieldsType: 'FieldsV1',
      fieldsV1: treeOf(changed),
      ...(writer.subresource && { subresource: writer.subresource }),
    });
  }
  return entries;
}

// One path is its FieldsV1 tokens joined by a character that no token contains.
const SEPARATOR = '\u0000';

function managedPaths(object: KubeObject): Map<string, unknown> {
  const paths = new Map<string, unknown>();
  for (const [name, value] of Object.entries(object)) {
    if (name === 'apiVersion' || name === 'kind' || value === undefined) {
      continue;
    }
    if (name !== 'metadata') {
      collect(`f:${name}`, name, value, paths);
      continue;
    }
    for (const [field, inner] of Object.entries(object.metadata)) {
      if (!UNMANAGED_METADATA.has(field) && inner !== undefined) {
        collect(`f:metadata${SEPARATOR}f:${field}`, field, inner, paths);
      }
    }
  }
  return paths;
}

function collect(
  path: string,
  field: string,
  value: unknown,
  paths: Map<string, unknown>,
): void {
  if (Array.isArray(value)) {
    const keys = mergeKeysOf(field, value);
    if (!keys) {
      paths.set(path, value);
      return;
    }
    paths.set(`${path}${SEPARATOR}.`, undefined);
    for (const item of value as Array<Record<string, unknown>>) {
      const key = JSON.stringify(
        Object.fromEntries(
          keys.filter(name => name in item).map(name => [name, item[name]]),
        ),
      );
      const itemPath = `${path}${SEPARATOR}k:${key}`;
      paths.set(`${itemPath}${SEPARATOR}.`, undefined);
      for (const [name, inner] of Object.entries(item)) {
        collect(`${itemPath}${SEPARATOR}f:${name}`, name, inner, paths);
      }
    }
    return;
  }
  if (value === null || typeof value !== 'object') {
    paths.set(path, value);
    return;
  }
  const entries = Object.entries(value);
  if (entries.length === 0) paths.set(path, value);
  for (const [name, inner] of entries) {
    if (inner !== undefined) {
      collect(`${path}${SEPARATOR}f:${name}`, name, inner, paths);
    }
  }
}

// Entries are shared by the states of an object, and read at each of its writes.
const knownPaths = new WeakMap<FieldTree, string[]>();

function pathsOf(tree: FieldTree): string[] {
  let paths = knownPaths.get(tree);
  if (!paths) {
    paths = flatten(tree, '');
    knownPaths.set(tree, paths);
  }
  return paths;
}

function flatten(tree: FieldTree, prefix: string): string[] {
  const names = Object.keys(tree);
  if (names.length === 0) return prefix ? [prefix] : [];
  return names.flatMap(name =>
    flatten(tree[name], prefix ? `${prefix}${SEPARATOR}${name}` : name),
  );
}

function treeOf(paths: Iterable<string>): FieldTree {
  const root: FieldTree = {};
  for (const path of [...paths].sort()) {
    let node = root;
    for (const token of path.split(SEPARATOR)) {
      node[token] ??= {};
      node = node[token];
    }
  }
  return root;
}
