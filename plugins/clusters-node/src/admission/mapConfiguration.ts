import type { KubernetesObject } from '../kubernetesObjects';

/** Where a value of configuration stands. */
export type ConfigurationPlace =
  /** A value of a ConfigMap; `name` is its key. */
  | 'data'
  /** The literal value of an environment variable, a parameter or a header; `name` is its name. */
  | 'variable'
  /** An element of a command or of arguments; `name` is the element before it. */
  | 'argument'
  /** Whole values of a chart or a patch in an Argo CD Application; `name` is its field. */
  | 'values'
  /** `name` is its key. */
  | 'annotation'
  /** Anything else that may hold a credential without being configuration as such: probe paths, volume attributes. */
  | 'attribute';

/** Says what becomes of one value. */
export type ConfigurationVisitor = (
  value: string,
  place: ConfigurationPlace,
  name: string,
) => string;

type Json = Record<string, unknown>;

/** Where a kind has its pod template: the path to the object with `metadata` and `spec` of a pod. */
const POD_TEMPLATES: Record<string, readonly string[]> = {
  Pod: [],
  Deployment: ['spec', 'template'],
  ReplicaSet: ['spec', 'template'],
  StatefulSet: ['spec', 'template'],
  DaemonSet: ['spec', 'template'],
  Job: ['spec', 'template'],
  Rollout: ['spec', 'template'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template'],
  ControllerRevision: ['data', 'spec', 'template'],
};

/** Kinds whose fields hold no configuration outside of metadata. */
const WITHOUT_CONFIGURATION = new Set([
  'Namespace',
  'Node',
  'Service',
  'Secret',
  'ServiceAccount',
  'PersistentVolumeClaim',
  'ResourceQuota',
  'LimitRange',
  'Event',
  'HorizontalPodAutoscaler',
  'PodDisruptionBudget',
  'EndpointSlice',
  'Ingress',
  'NetworkPolicy',
]);

/**
 * Calls `visit` for every value of configuration in an object, and returns the object with what it answered. The object
 * itself is left as it is.
 */
export function mapConfiguration<T extends KubernetesObject>(
  kind: string,
  object: T,
  visit: ConfigurationVisitor,
): T {
  const mapped = mapAnnotations({ ...object } as Json, visit);
  if (kind === 'ConfigMap') {
    for (const field of ['data', 'binaryData']) {
      mapped[field] = mapRecord(mapped[field], (value, key) =>
        visit(value, 'data', key),
      );
      if (mapped[field] === undefined) {
        delete mapped[field];
      }
    }
    return mapped as T;
  }
  const path = POD_TEMPLATES[kind];
  if (path) {
    return mapPath(mapped, path, template =>
      mapPodTemplate(template, visit, path.length > 0),
    ) as T;
  }
  if (WITHOUT_CONFIGURATION.has(kind)) {
    return mapped as T;
  }
  for (const [key, value] of Object.entries(mapped)) {
    if (key !== 'metadata') {
      mapped[key] = mapTree(value, key, visit);
    }
  }
  return mapped as T;
}

function mapAnnotations(object: Json, visit: ConfigurationVisitor): Json {
  const metadata = object.metadata as Json | undefined;
  if (!metadata?.annotations) {
    return object;
  }
  const annotations = mapRecord(metadata.annotations, (value, key) =>
    visit(value, 'annotation', key),
  );
  return { ...object, metadata: { ...metadata, annotations } };
}

function mapPath(
  object: Json,
  [field, ...rest]: readonly string[],
  map: (object: Json) => Json,
): Json {
  if (field === undefined) {
    return map(object);
  }
  const child = object[field];
  return isJson(child)
    ? { ...object, [field]: mapPath(child, rest, map) }
    : object;
}

const CONTAINER_LISTS = ['containers', 'initContainers', 'ephemeralContainers'];

function mapPodTemplate(
  template: Json,
  visit: ConfigurationVisitor,
  isNested: boolean,
): Json {
  const mapped = isNested ? mapAnnotations(template, visit) : template;
  const { spec } = mapped;
  if (!isJson(spec)) {
    return mapped;
  }
  const pod = { ...spec };
  for (const field of CONTAINER_LISTS) {
    const containers = pod[field];
    if (Array.isArray(containers)) {
      pod[field] = containers.map(container => mapContainer(container, visit));
    }
  }
  if (Array.isArray(pod.volumes)) {
    pod.volumes = pod.volumes.map(volume => mapVolume(volume, visit));
  }
  return { ...mapped, spec: pod };
}

function mapContainer(container: unknown, visit: ConfigurationVisitor) {
  if (!isJson(container)) {
    return container;
  }
  const mapped = { ...container };
  if (Array.isArray(mapped.env)) {
    mapped.env = mapped.env.map(variable => mapVariable(variable, visit));
  }
  mapCommands(mapped, visit);
  for (const field of ['livenessProbe', 'readinessProbe', 'startupProbe']) {
    if (isJson(mapped[field])) {
      mapped[field] = mapHandler(mapped[field], visit);
    }
  }
  if (isJson(mapped.lifecycle)) {
    const lifecycle = { ...mapped.lifecycle };
    for (const [hook, handler] of Object.entries(lifecycle)) {
      if (isJson(handler)) {
        lifecycle[hook] = mapHandler(handler, visit);
      }
    }
    mapped.lifecycle = lifecycle;
  }
  return mapped;
}

/** In place. */
function mapCommands(object: Json, visit: ConfigurationVisitor) {
  for (const field of ['command', 'args']) {
    const list = object[field];
    if (Array.isArray(list)) {
      object[field] = list.map((element, index) =>
        typeof element === 'string'
          ? visit(element, 'argument', String(list[index - 1] ?? ''))
          : element,
      );
    }
  }
}

/** A probe or a lifecycle hook. */
function mapHandler(handler: Json, visit: ConfigurationVisitor): Json {
  const mapped = { ...handler };
  if (isJson(mapped.exec)) {
    mapped.exec = { ...mapped.exec };
    mapCommands(mapped.exec as Json, visit);
  }
  if (isJson(mapped.httpGet)) {
    const request = { ...mapped.httpGet };
    if (Array.isArray(request.httpHeaders)) {
      request.httpHeaders = request.httpHeaders.map(header =>
        mapVariable(header, visit),
      );
    }
    if (typeof request.path === 'string') {
      request.path = visit(request.path, 'attribute', 'path');
    }
    mapped.httpGet = request;
  }
  return mapped;
}

function mapVolume(volume: unknown, visit: ConfigurationVisitor) {
  if (!isJson(volume)) {
    return volume;
  }
  const mapped = { ...volume };
  for (const [type, field] of [
    ['csi', 'volumeAttributes'],
    ['flexVolume', 'options'],
  ]) {
    const source = mapped[type];
    if (isJson(source) && source[field]) {
      mapped[type] = {
        ...source,
        [field]: mapRecord(source[field], (value, key) =>
          visit(value, 'attribute', key),
        ),
      };
    }
  }
  return mapped;
}

function mapVariable(variable: unknown, visit: ConfigurationVisitor) {
  return isJson(variable) && typeof variable.value === 'string'
    ? {
        ...variable,
        value: visit(variable.value, 'variable', String(variable.name ?? '')),
      }
    : variable;
}

/** Fields that hold, as text or as a tree, values of a chart or a patch. */
const VALUES = new Set(['values', 'valuesObject', 'patches', 'patch']);

/** Anything that we do not know the fields of: custom resources. */
function mapTree(
  value: unknown,
  field: string,
  visit: ConfigurationVisitor,
): unknown {
  if (typeof value === 'string') {
    return visit(value, VALUES.has(field) ? 'values' : 'attribute', field);
  }
  if (VALUES.has(field) && value && typeof value === 'object') {
    return mapLeaves(value, field, visit);
  }
  if (Array.isArray(value)) {
    return CONTAINER_LISTS.includes(field)
      ? value.map(container => mapContainer(container, visit))
      : value.map(item => mapTree(item, field, visit));
  }
  if (!isJson(value)) {
    return value;
  }
  if (field === 'annotations') {
    return mapRecord(value, (annotation, key) =>
      visit(annotation, 'annotation', key),
    );
  }
  const isNamedValue =
    typeof value.name === 'string' && typeof value.value === 'string';
  const mapped: Json = {};
  for (const [key, child] of Object.entries(value)) {
    mapped[key] =
      isNamedValue && key === 'value'
        ? visit(child as string, 'variable', value.name as string)
        : mapTree(child, key, visit);
  }
  return mapped;
}

function mapLeaves(
  value: unknown,
  name: string,
  visit: ConfigurationVisitor,
): unknown {
  if (Array.isArray(value)) {
    return value.map(item => mapLeaves(item, name, visit));
  }
  if (isJson(value)) {
    return mapRecord(value, (child, key) => mapLeaves(child, key, visit));
  }
  if (value === null || value === undefined) {
    return value;
  }
  const text = String(value);
  const mapped = visit(text, 'values', name);
  // A number that nothing was done to stays a number.
  return mapped === text ? value : mapped;
}

function mapRecord(
  record: unknown,
  map: (value: string, key: string) => unknown,
): Json | undefined {
  return isJson(record)
    ? Object.fromEntries(
        Object.entries(record).map(([key, value]) => [
          key,
          map(value as string, key),
        ]),
      )
    : undefined;
}

function isJson(value: unknown): value is Json {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
