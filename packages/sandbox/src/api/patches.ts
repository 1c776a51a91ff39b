import { cloneJson, equalJson } from './json';
import { ApiError } from './ApiError';
import { patchMergeKeyOf } from './mergeKeys';

type Json = unknown;
type JsonObject = Record<string, Json>;

export interface JsonPatchOperation {
  op: string;
  path: string;
  from?: string;
  value?: Json;
}

/** Applies RFC 6902 to a copy. Throws a 422 as an API server does when an operation does not fit. */
export function applyJsonPatch<T>(target: T, patch: unknown): T {
  if (!Array.isArray(patch)) {
    throw ApiError.badRequest(
      'error decoding patch: json: cannot unmarshal object into Go value of type []handlers.jsonPatchOp',
    );
  }
  const root: { document: Json } = { document: cloneJson(target) };
  for (const operation of patch as JsonPatchOperation[]) {
    applyOperation(root, operation);
  }
  return root.document as T;
}

/** Applies RFC 7386 to a copy. */
export function applyMergePatch<T>(target: T, patch: unknown): T {
  return mergePatch(cloneJson(target), patch) as T;
}

/**
 * Applies a strategic merge patch to a copy: lists with merge keys are merged by item, `$patch: delete|replace`,
 * `$retainKeys`, `$deleteFromPrimitiveList` and `$setElementOrder` are understood.
 */
export function applyStrategicMergePatch<T>(target: T, patch: unknown): T {
  return strategicMerge(cloneJson(target), patch) as T;
}

function mergePatch(target: Json, patch: Json): Json {
  if (!isObject(patch)) return patch;
  const result: JsonObject = isObject(target) ? target : {};
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) delete result[name];
    else result[name] = mergePatch(result[name], value);
  }
  return result;
}

function strategicMerge(target: Json, patch: Json): Json {
  if (!isObject(patch)) return patch;
  if (patch.$patch === 'replace') return withoutDirectives(patch);
  let result: JsonObject = isObject(target) ? target : {};
  if (Array.isArray(patch.$retainKeys)) {
    const retained = patch.$retainKeys;
    result = Object.fromEntries(
      Object.entries(result).filter(([name]) => retained.includes(name)),
    );
  }
  for (const [name, value] of Object.entries(patch)) {
    const removed = /^\$deleteFromPrimitiveList\/(.+)$/.exec(name)?.[1];
    if (removed) {
      result[removed] = ((result[removed] as Json[]) ?? []).filter(
        item => !(value as Json[]).includes(item),
      );
    } else if (name.startsWith('$')) {
      continue;
    } else if (value === null) {
      delete result[name];
    } else if (Array.isArray(value)) {
      const order = patch[`$setElementOrder/${name}`];
      result[name] = mergeList(
        name,
        result[name],
        value,
        Array.isArray(order) ? (order as JsonObject[]) : undefined,
      );
    } else {
      result[name] = strategicMerge(result[name], value);
    }
  }
  return result;
}

function mergeList(
  field: string,
  target: Json,
  patch: Json[],
  order?: JsonObject[],
): Json[] {
  const current = Array.isArray(target) ? target : [];
  const items = patch.filter(isObject);
  if (items.some(item => item.$patch === 'replace')) {
    return items.filter(item => item.$patch !== 'replace');
  }
  const key = patchMergeKeyOf(field, [...patch, ...current]);
  // Finalizers are the one list of plain values that merges.
  if (!key) {
    return field === 'finalizers'
      ? [...new Set([...current, ...patch])]
      : patch;
  }
  const result = [...current] as JsonObject[];
  for (const item of items) {
    const index = result.findIndex(existing => existing[key] === item[key]);
    if (item.$patch === 'delete') {
      if (index >= 0) result.splice(index, 1);
    } else if (index >= 0) {
      result[index] = strategicMerge(result[index], item) as JsonObject;
    } else {
      result.push(strategicMerge({}, item) as JsonObject);
    }
  }
  return inPatchOrder(result, {
    key,
    patch: (order ?? items).map(item => item[key]),
    before: (current as JsonObject[]).map(item => item[key]),
  });
}

/** Items that the patch names come in its order; the others stay where they were among them, after what is new. */
function inPatchOrder(
  items: JsonObject[],
  order: { key: string; patch: Json[]; before: Json[] },
): JsonObject[] {
  const { key, patch, before } = order;
  const named = items
    .filter(item => patch.includes(item[key]))
    .sort((a, b) => patch.indexOf(a[key]) - patch.indexOf(b[key]));
  const others = items.filter(item => !patch.includes(item[key]));
  const result: JsonObject[] = [];
  for (const item of named) {
    const place = before.indexOf(item[key]);
    while (
      place >= 0 &&
      others.length > 0 &&
      before.indexOf(others[0][key]) < place
    ) {
      result.push(others.shift()!);
    }
    result.push(item);
  }
  return [...result, ...others];
}

function withoutDirectives(patch: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(patch).filter(([name]) => !name.startsWith('$')),
  );
}

function applyOperation(
  root: { document: Json },
  operation: JsonPatchOperation,
): void {
  const { op, path, from, value } = operation;
  switch (op) {
    case 'add':
      add(root, path, cloneJson(value));
      return;
    case 'remove':
      remove(root, path);
      return;
    case 'replace':
      // An API server lets a member that is missing be replaced; only its parent must be there.
      if (path === '') {
        root.document = cloneJson(value);
      } else {
        const { parent, token } = locate(root, path);
        if (Array.isArray(parent)) read(root, path);
        (parent as JsonObject)[token] = cloneJson(value);
      }
      return;
    case 'move': {
      const moved = read(root, from ?? '');
      remove(root, from ?? '');
      add(root, path, moved);
      return;
    }
    case 'copy':
      add(root, path, cloneJson(read(root, from ?? '')));
      return;
    case 'test':
      if (!equalJson(read(root, path), value)) {
        throw unprocessable();
      }
      return;
    default:
      throw unprocessable();
  }
}

function add(root: { document: Json }, path: string, value: Json): void {
  if (path === '') {
    root.document = value;
    return;
  }
  const { parent, token } = locate(root, path);
  if (!Array.isArray(parent)) {
    parent[token] = value;
    return;
  }
  const index = token === '-' ? parent.length : Number(token);
  if (!Number.isInteger(index) || index < 0 || index > parent.length) {
    throw unprocessable();
  }
  parent.splice(index, 0, value);
}

function remove(root: { document: Json }, path: string): void {
  read(root, path);
  const { parent, token } = locate(root, path);
  if (Array.isArray(parent)) parent.splice(Number(token), 1);
  else delete parent[token];
}

function read(root: { document: Json }, path: string): Json {
  if (path === '') return root.document;
  const { parent, token } = locate(root, path);
  if (!Object.hasOwn(parent, token)) throw unprocessable();
  return (parent as JsonObject)[token];
}

function locate(
  root: { document: Json },
  path: string,
): { parent: JsonObject | Json[]; token: string } {
  const tokens = path
    .split('/')
    .slice(1)
    .map(token => token.replace(/~1/g, '/').replace(/~0/g, '~'));
  const token = tokens.pop();
  let parent: Json = root.document;
  for (const step of tokens) {
    if (!isContainer(parent) || !Object.hasOwn(parent, step)) {
      throw unprocessable();
    }
    parent = (parent as JsonObject)[step];
  }
  if (token === undefined || !isContainer(parent)) throw unprocessable();
  return { parent, token };
}

function unprocessable(): ApiError {
  return new ApiError(
    422,
    'Invalid',
    'the server rejected our request due to an error in our request',
    {},
  );
}

function isContainer(value: Json): value is JsonObject | Json[] {
  return typeof value === 'object' && value !== null;
}

function isObject(value: Json): value is JsonObject {
  return isContainer(value) && !Array.isArray(value);
}
