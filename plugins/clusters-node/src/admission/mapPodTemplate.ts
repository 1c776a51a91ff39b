import type { ConfigurationVisitor } from './ConfigurationVisitor';
import { isJson, mapRecord, type Json } from './json';
import { mapAnnotations } from './mapAnnotations';

/** The fields of a pod's spec that hold containers. */
export const CONTAINER_LISTS = [
  'containers',
  'initContainers',
  'ephemeralContainers',
];

/**
 * The configuration in a pod, or in the template of one.
 *
 * @param isNested - whether its annotations are its own, not those of the object
 */
export function mapPodTemplate(
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

/** A container, in whatever object it stands. */
export function mapContainer(container: unknown, visit: ConfigurationVisitor) {
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
