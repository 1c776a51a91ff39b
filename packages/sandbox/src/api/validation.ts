import { equalJson } from './json';
import { ApiError, StatusCause } from './ApiError';
import { PersistentVolumeClaim } from './clusterTypes';
import { selects } from './labelSelectors';
import { KubeObject } from './objects';
import { parseQuantity } from './quantities';
import { ResourceType, apiVersionOf, resourceId } from './resources';
import { Pod, PodTemplate } from './podTypes';
import { Deployment, HorizontalPodAutoscaler } from './workloadTypes';

const DNS_SUBDOMAIN =
  /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const WITH_TEMPLATE = new Set([
  'deployments.apps',
  'replicasets.apps',
  'statefulsets.apps',
  'daemonsets.apps',
]);

/** Refuses an object of another kind, version or namespace than the path it was sent to. */
export function checkAddress(
  type: ResourceType,
  object: KubeObject,
  namespace: string | undefined,
): void {
  const apiVersion = apiVersionOf(type);
  if (
    (object.kind && object.kind !== type.kind) ||
    (object.apiVersion && object.apiVersion !== apiVersion)
  ) {
    throw ApiError.badRequest(
      `${object.kind} in version "${
        object.apiVersion
      }" cannot be handled as a ${type.kind}: converting (${shortType(
        object.apiVersion,
      )}.${object.kind}) to (${type.group || 'core'}.${
        type.kind
      }): unknown conversion`,
    );
  }
  if (object.metadata.namespace && object.metadata.namespace !== namespace) {
    throw ApiError.badRequest(
      type.namespaced
        ? 'the namespace of the provided object does not match the namespace sent on the request'
        : 'namespace is not allowed for cluster-scoped objects',
    );
  }
}

/** The few rules that people run into. Throws a 422 that names the fields. */
export function validate(
  type: ResourceType,
  object: KubeObject,
  previous?: KubeObject,
): void {
  const causes: StatusCause[] = [];
  const { name } = object.metadata;
  if (!name) {
    causes.push(required('metadata.name', 'name or generateName is required'));
  } else if (!previous && !isValidName(type, name)) {
    causes.push(
      invalidValue(
        'metadata.name',
        name,
        "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')",
      ),
    );
  }
  if (!type.custom) {
    if (WITH_TEMPLATE.has(resourceId(type))) {
      validateWorkload(object as Deployment, previous as Deployment, causes);
    } else if (resourceId(type) === 'horizontalpodautoscalers.autoscaling') {
      validateBounds(object as HorizontalPodAutoscaler, causes);
    } else if (resourceId(type) === 'persistentvolumeclaims') {
      validateSize(
        object as PersistentVolumeClaim,
        previous as PersistentVolumeClaim | undefined,
        causes,
      );
    } else if (resourceId(type) === 'jobs.batch') {
      const { spec } = object as Deployment;
      validateContainers(
        spec?.template?.spec?.containers,
        'spec.template.spec',
        causes,
      );
    } else if (resourceId(type) === 'pods') {
      validateContainers((object as Pod).spec?.containers, 'spec', causes);
      if (previous) validatePodUpdate(object as Pod, previous as Pod, causes);
    }
  }
  if (causes.length > 0) throw ApiError.invalid(type, name ?? '', causes);
}

function isValidName(type: ResourceType, name: string): boolean {
  // RBAC names are path segments: `system:node` is one.
  return type.group === 'rbac.authorization.k8s.io'
    ? !/[/%]/.test(name)
    : name.length <= 253 && DNS_SUBDOMAIN.test(name);
}

function validateWorkload(
  { spec }: Deployment,
  previous: Deployment | undefined,
  causes: StatusCause[],
): void {
  if (spec?.replicas !== undefined && !(spec.replicas >= 0)) {
    causes.push(
      invalidValue(
        'spec.replicas',
        spec.replicas,
        'must be greater than or equal to 0',
      ),
    );
  }
  if (!spec?.selector) {
    causes.push(required('spec.selector', ''));
  }
  const template = spec?.template as PodTemplate | undefined;
  const labels = template?.metadata?.labels;
  if (!selects(spec?.selector, labels)) {
    causes.push(
      invalidValue(
        'spec.template.metadata.labels',
        labels ?? null,
        '`selector` does not match template `labels`',
      ),
    );
  }
  if (previous && !equalJson(spec?.selector, previous.spec.selector)) {
    causes.push(
      invalidValue('spec.selector', spec?.selector, 'field is immutable'),
    );
  }
  validateContainers(template?.spec?.containers, 'spec.template.spec', causes);
}

function validateBounds(
  { spec }: HorizontalPodAutoscaler,
  causes: StatusCause[],
): void {
  const { minReplicas = 1, maxReplicas } = spec;
  if (minReplicas < 1) {
    causes.push(
      invalidValue(
        'spec.minReplicas',
        minReplicas,
        'must be greater than or equal to 1',
      ),
    );
  }
  if (!(maxReplicas >= 1)) {
    causes.push(
      invalidValue('spec.maxReplicas', maxReplicas, 'must be greater than 0'),
    );
  }
  if (maxReplicas < minReplicas) {
    causes.push(
      invalidValue(
        'spec.maxReplicas',
        maxReplicas,
        'must be greater than or equal to `minReplicas`',
      ),
    );
  }
}

function validateContainers(
  containers: Pod['spec']['containers'] | undefined,
  path: string,
  causes: StatusCause[],
): void {
  if (!containers?.length) {
    causes.push(required(`${path}.containers`, ''));
    return;
  }
  for (const [index, { name, image }] of containers.entries()) {
    if (!name) causes.push(required(`${path}.containers[${index}].name`, ''));
    if (!image) causes.push(required(`${path}.containers[${index}].image`, ''));
  }
}

function validatePodUpdate(
  pod: Pod,
  previous: Pod,
  causes: StatusCause[],
): void {
  const fixed = ({ spec }: Pod) => ({
    ...spec,
    nodeName: undefined,
    tolerations: undefined,
    terminationGracePeriodSeconds: undefined,
    containers: spec.containers.map(({ image, ...rest }) => rest),
    initContainers: spec.initContainers?.map(({ image, ...rest }) => rest),
  });
  if (!equalJson(fixed(pod), fixed(previous))) {
    causes.push({
      reason: 'FieldValueForbidden',
      message:
        'Forbidden: pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)',
      field: 'spec',
    });
  }
}

/** A volume grows, and does not shrink. */
function validateSize(
  { spec }: PersistentVolumeClaim,
  previous: PersistentVolumeClaim | undefined,
  causes: StatusCause[],
): void {
  const capacity = previous?.status.capacity?.storage;
  const wanted = spec?.resources?.requests?.storage;
  if (parseQuantity(wanted) < parseQuantity(capacity)) {
    causes.push({
      reason: 'FieldValueForbidden',
      message: 'Forbidden: field can not be less than status.capacity',
      field: 'spec.resources.requests.storage',
    });
  }
}

function shortType(apiVersion: string): string {
  return apiVersion.split('/').reverse()[0];
}

function required(field: string, why: string): StatusCause {
  return {
    reason: 'FieldValueRequired',
    message: why ? `Required value: ${why}` : 'Required value',
    field,
  };
}

function invalidValue(field: string, value: unknown, why: string): StatusCause {
  return {
    reason: 'FieldValueInvalid',
    message: `Invalid value: ${JSON.stringify(value)}: ${why}`,
    field,
  };
}

/** Defaults go into pod templates: without one, only what is missing can be said. */
export function validateBeforeDefaults(
  type: ResourceType,
  draft: KubeObject,
): void {
  const spec = draft.spec as { template?: { spec?: object } } | undefined;
  const hasTemplate =
    ['apps', 'batch'].includes(type.group) &&
    !['ControllerRevision', 'CronJob'].includes(type.kind);
  if (!type.custom && hasTemplate && !spec?.template?.spec) {
    validate(type, draft);
  }
}
