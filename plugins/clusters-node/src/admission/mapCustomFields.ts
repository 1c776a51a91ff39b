import type { ConfigurationVisitor } from './ConfigurationVisitor';
import { isJson, mapRecord, type Json } from './json';
import { CONTAINER_LISTS, mapContainer } from './mapPodTemplate';

/** Fields that hold, as text or as a tree, values of a chart or a patch. */
const VALUES = new Set(['values', 'valuesObject', 'patches', 'patch']);

/** Anything that we do not know the fields of: custom resources. */
export function mapCustomFields(
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
      : value.map(item => mapCustomFields(item, field, visit));
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
        : mapCustomFields(child, key, visit);
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
