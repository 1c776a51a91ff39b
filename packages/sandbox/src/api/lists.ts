import { ApiError } from './ApiError';
import {
  FieldRequirement,
  matchesFields,
  parseFieldSelector,
} from './fieldSelectors';
import {
  Requirement,
  matchesRequirements,
  parseLabelSelector,
} from './labelSelectors';
import { ObjectStore } from './ObjectStore';
import { KubeObject, keyOf } from './objects';
import { ResourceType, apiVersionOf } from './resources';

export interface Selection {
  namespace?: string;
  name?: string;
  labels: Requirement[];
  fields: FieldRequirement[];
}

export interface ObjectList {
  kind: string;
  apiVersion: string;
  metadata: {
    resourceVersion: string;
    continue?: string;
    remainingItemCount?: number;
  };
  items: KubeObject[];
}

export function selectionOf(
  type: ResourceType,
  query: URLSearchParams,
  namespace?: string,
): Selection {
  return {
    namespace,
    labels: parseLabelSelector(query.get('labelSelector') ?? ''),
    fields: parseFieldSelector(query.get('fieldSelector') ?? '', type),
  };
}

export function isSelected(object: KubeObject, selection: Selection): boolean {
  return (
    (!selection.namespace ||
      object.metadata.namespace === selection.namespace) &&
    matchesRequirements(object.metadata.labels, selection.labels) &&
    matchesFields(object, selection.fields)
  );
}

/** Lists as the API does: sorted by key, in pages that all show the moment of the first one. */
export function listObjects(
  store: ObjectStore,
  type: ResourceType,
  selection: Selection,
  query: URLSearchParams,
): ObjectList {
  checkVersionMatch(query);
  const token = query.get('continue');
  const page = token ? parseContinue(token) : undefined;
  const resourceVersion = page?.resourceVersion ?? askedVersion(store, query);
  const objects =
    resourceVersion === undefined
      ? store.list(type)
      : store.listAt(type, resourceVersion);
  const version = resourceVersion ?? store.resourceVersion;
  if (!objects) throw tooOld(store, page);
  const selected = objects
    .filter(object => isSelected(object, selection))
    .map(object => ({ object, key: keyOf(object.metadata) }))
    .filter(({ key }) => !page || key > page.after)
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  const limit = Number(query.get('limit') ?? 0);
  const shown = limit > 0 ? selected.slice(0, limit) : selected;
  const remaining = selected.length - shown.length;
  const filtered = selection.labels.length + selection.fields.length > 0;
  return {
    kind: `${type.kind}List`,
    apiVersion: apiVersionOf(type),
    metadata: {
      resourceVersion: String(version),
      ...(remaining > 0 && {
        continue: formatContinue(version, shown[shown.length - 1].key),
        ...(!filtered && { remainingItemCount: remaining }),
      }),
    },
    items: shown.map(({ object }) => object),
  };
}

/** Items of built-in lists do not repeat what the list says of all of them. */
export function withoutType(object: KubeObject): object {
  const { kind, apiVersion, ...rest } = object;
  return rest;
}

/** Parses a version that a client sent; undefined for "whatever there is". */
export function parseResourceVersion(
  text: string | null,
  refusal: (problem: string) => ApiError,
): number | undefined {
  if (!text || text === '0') return undefined;
  if (!/^\d+$/.test(text)) {
    const quoted = JSON.stringify(text);
    throw refusal(
      `resourceVersion: Invalid value: ${quoted}: strconv.ParseUint: parsing ${quoted}: invalid syntax`,
    );
  }
  return Number(text);
}

function checkVersionMatch(query: URLSearchParams): void {
  if (query.get('resourceVersionMatch') && !query.get('resourceVersion')) {
    throw ApiError.invalid({ group: 'meta.k8s.io', kind: 'ListOptions' }, '', [
      {
        reason: 'FieldValueForbidden',
        message:
          'Forbidden: resourceVersionMatch is forbidden unless resourceVersion is provided',
        field: 'resourceVersionMatch',
      },
    ]);
  }
}

function askedVersion(
  store: ObjectStore,
  query: URLSearchParams,
): number | undefined {
  const asked = parseResourceVersion(query.get('resourceVersion'), problem =>
    ApiError.badRequest(`invalid resource version: ${problem}`),
  );
  if (asked !== undefined && asked > store.resourceVersion) {
    throw ApiError.tooLargeResourceVersion(asked, store.resourceVersion);
  }
  return query.get('resourceVersionMatch') === 'Exact' ? asked : undefined;
}

interface Continue {
  resourceVersion: number;
  after: string;
}

function parseContinue(token: string): Continue {
  try {
    const { v, rv, start } = JSON.parse(
      Buffer.from(token, 'base64url').toString(),
    );
    if (v === 'meta.k8s.io/v1' && rv > 0 && typeof start === 'string') {
      return { resourceVersion: rv, after: start.slice(0, -1) };
    }
  } catch {
    // Told below.
  }
  throw ApiError.badRequest(
    'invalid continue token: continue key is not valid: the token is corrupt',
  );
}

function formatContinue(resourceVersion: number, after: string): string {
  return Buffer.from(
    JSON.stringify({
      v: 'meta.k8s.io/v1',
      rv: resourceVersion,
      start: `${after}\u0000`,
    }),
  ).toString('base64url');
}

function tooOld(store: ObjectStore, page: Continue | undefined): ApiError {
  if (!page) {
    return ApiError.expired(
      `The resourceVersion for the provided list is too old: the oldest is ${store.oldestResourceVersion}`,
    );
  }
  return new ApiError(
    410,
    'Expired',
    'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter.',
  );
}
