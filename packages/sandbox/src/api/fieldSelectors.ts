import { ApiError } from './ApiError';
import { KubeObject } from './objects';
import { ResourceType, resourceId } from './resources';

export interface FieldRequirement {
  path: string;
  equal: boolean;
  value: string;
}

const EVERYWHERE = ['metadata.name', 'metadata.namespace'];

/** The fields that can be selected by, beyond name and namespace. */
const SELECTABLE: Record<string, string[]> = {
  pods: [
    'spec.nodeName',
    'spec.restartPolicy',
    'spec.schedulerName',
    'spec.serviceAccountName',
    'spec.hostNetwork',
    'status.phase',
    'status.podIP',
    'status.nominatedNodeName',
  ],
  events: [
    'involvedObject.kind',
    'involvedObject.namespace',
    'involvedObject.name',
    'involvedObject.uid',
    'involvedObject.apiVersion',
    'involvedObject.resourceVersion',
    'involvedObject.fieldPath',
    'reason',
    'reportingComponent',
    'source',
    'type',
  ],
  secrets: ['type'],
  nodes: ['spec.unschedulable'],
  namespaces: ['status.phase'],
  'replicasets.apps': ['status.replicas'],
  'jobs.batch': ['status.successful'],
};

/** Parses `metadata.name=a,status.phase!=Running`. Throws a 400 for fields that cannot be selected by. */
export function parseFieldSelector(
  text: string,
  type: ResourceType,
): FieldRequirement[] {
  const parts = text.split(',').filter(part => part.trim() !== '');
  return parts.map(part => {
    const match = /^\s*([^=!]+?)\s*(!=|==|=)(.*)$/.exec(part);
    if (!match) {
      throw ApiError.badRequest(
        `invalid selector: '${text}'; can't understand '${part}'`,
      );
    }
    const [, path, operator, value] = match;
    const own = SELECTABLE[resourceId(type)];
    if (![...EVERYWHERE, ...(own ?? [])].includes(path)) {
      throw ApiError.badRequest(
        own
          ? `field label not supported: ${path}`
          : `"${path}" is not a known field selector: only "metadata.name", "metadata.namespace"`,
      );
    }
    return { path, equal: operator !== '!=', value };
  });
}

export function matchesFields(
  object: KubeObject,
  requirements: readonly FieldRequirement[],
): boolean {
  return requirements.every(
    ({ path, equal, value }) => (fieldOf(object, path) === value) === equal,
  );
}

function fieldOf(object: KubeObject, path: string): string {
  if (path === 'source') {
    return String((object.source as { component?: string })?.component ?? '');
  }
  let value: unknown = object;
  for (const name of path.split('.')) {
    value = (value as Record<string, unknown> | undefined)?.[name];
  }
  if (path === 'spec.unschedulable' || path === 'spec.hostNetwork') {
    return String(value ?? false);
  }
  return value === undefined || value === null ? '' : String(value);
}
