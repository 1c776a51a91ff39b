import {
  apiVersionOf,
  WATCHED_KINDS,
  type WatchedKind,
} from '@groundcrew/plugin-clusters-common';
import { ClusterRequestError } from '@groundcrew/plugin-clusters-node';

const kinds = new Map(WATCHED_KINDS.map(kind => [kind.kind, kind]));

/** @throws ClusterRequestError `refused` for a kind that is not watched */
export function kindNamed(name: string): WatchedKind {
  const kind = kinds.get(name);
  if (!kind) {
    throw refused(`kind '${name}' is not one that Groundcrew knows`);
  }
  return kind;
}

/** The path of the objects of a kind, in one namespace or in all of them. */
export function collectionPath(kind: WatchedKind, namespace?: string): string {
  const root = `/${kind.group ? 'apis' : 'api'}/${apiVersionOf(kind)}`;
  return kind.namespaced && namespace !== undefined
    ? `${root}/namespaces/${segment(namespace)}/${kind.plural}`
    : `${root}/${kind.plural}`;
}

/**
 * The path of one object.
 *
 * @throws ClusterRequestError `refused` when it has no name, or no namespace where its kind has one
 */
export function objectPath(
  kind: WatchedKind,
  { namespace, name }: { namespace?: string; name: string },
): string {
  if (kind.namespaced && !namespace) {
    throw refused(`${kind.kind} '${name}' needs a namespace`);
  }
  return `${collectionPath(kind, namespace)}/${segment(name)}`;
}

/** Names come from requests: none may lead to another path than that of the object. */
function segment(name: string): string {
  if (name === '' || name === '.' || name === '..') {
    throw refused(`'${name}' is not a name`);
  }
  return encodeURIComponent(name);
}

function refused(message: string): ClusterRequestError {
  return new ClusterRequestError('refused', message);
}
