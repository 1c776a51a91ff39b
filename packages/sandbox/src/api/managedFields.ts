import { equalJson } from './json';
import { mergeKeysOf } from './mergeKeys';
import { FieldTree, KubeObject, ManagedFieldsEntry } from './objects';

export interface Writer {
  manager: string;
  time: string;
  subresource?: string;
  /** Whether the status has a subresource of its own, so that nothing else writes it. */
  separateStatus?: boolean;
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
    if (
      isWrittenBy(writer, path) &&
      (!before.has(path) || !equalJson(before.get(path), value))
    ) {
      changed.add(path);
    }
  }
  const wroteNothing =
    changed.size === 0 && [...before.keys()].every(path => after.has(path));
  if (previous && wroteNothing) return previous.metadata.managedFields ?? [];
  const entries: ManagedFieldsEntry[] = [];
  let ownBefore: FieldTree | undefined;
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
      ownBefore = entry.fieldsV1;
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
      fieldsV1: treeOf(changed, ownBefore),
      ...(writer.subresource && { subresource: writer.subresource }),
    });
  }
  return entries;
}

function isWrittenBy(writer: Writer, path: string): boolean {
  const isStatus = path.startsWith('f:status');
  return writer.subresource === 'status'
    ? isStatus || path.startsWith('f:metadata')
    : !(isStatus && writer.separateStatus);
}

// Maps, unlike structures, are fields of their own beside their members.
const MAPS = new Set([
  'annotations',
  'binaryData',
  'capacity',
  'data',
  'labels',
  'httpGet',
  'limits',
  'livenessProbe',
  'matchLabels',
  'readinessProbe',
  'requests',
  'resources',
  'rollingUpdate',
  'startupProbe',
]);

// Selectors have one owner as a whole.
const ATOMIC = new Set(['nodeSelector', 'podSelector', 'selector']);

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
    if (field !== 'containers') {
      paths.set(`${path}${SEPARATOR}.`, undefined);
    }
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
  if (value === null || typeof value !== 'object' || ATOMIC.has(field)) {
    paths.set(path, value);
    return;
  }
  const entries = Object.entries(value);
  if (entries.length === 0) paths.set(path, value);
  else if (MAPS.has(field)) paths.set(`${path}${SEPARATOR}.`, undefined);
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

function treeOf(paths: Iterable<string>, before?: FieldTree): FieldTree {
  const wanted = new Set(paths);
  const known = before ? pathsOf(before) : [];
  // Most writes touch the fields of the last one.
  if (
    before &&
    known.length === wanted.size &&
    known.every(path => wanted.has(path))
  ) {
    return before;
  }
  const root: FieldTree = {};
  for (const path of [...wanted].sort()) {
    let node = root;
    for (const token of path.split(SEPARATOR)) {
      node[token] ??= {};
      node = node[token];
    }
  }
  return root;
}
