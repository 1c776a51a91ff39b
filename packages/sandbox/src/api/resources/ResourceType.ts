import { KubeObject } from '../objects';

export type Subresource = 'status' | 'scale' | 'log' | 'eviction' | 'proxy';

/** One resource of the API: what discovery says of it, and what decides how it is stored. */
export interface ResourceType<T extends KubeObject = KubeObject> {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly plural: string;
  readonly singular: string;
  readonly shortNames: readonly string[];
  readonly categories: readonly string[];
  readonly namespaced: boolean;
  readonly subresources: readonly Subresource[];
  /** Whether `metadata.generation` counts changes of what is desired. */
  readonly generation: boolean;
  /** Comes from a CustomResourceDefinition. */
  readonly custom: boolean;
  /** A deletion answers with the object rather than with a Status. */
  readonly returnsDeleted: boolean;
  /** Only the type of the objects; never set. */
  readonly objects?: T;
}

export interface ResourceTypeOptions {
  shortNames?: readonly string[];
  categories?: readonly string[];
  namespaced?: boolean;
  subresources?: readonly Subresource[];
  generation?: boolean;
  custom?: boolean;
  returnsDeleted?: boolean;
  singular?: string;
}

export function createResourceType<T extends KubeObject = KubeObject>(
  apiVersion: string,
  kind: string,
  plural: string,
  options: ResourceTypeOptions = {},
): ResourceType<T> {
  const [version, group = ''] = apiVersion.split('/').reverse();
  return {
    group,
    version,
    kind,
    plural,
    singular: options.singular ?? kind.toLowerCase(),
    shortNames: options.shortNames ?? [],
    categories: options.categories ?? [],
    namespaced: options.namespaced ?? true,
    subresources: options.subresources ?? [],
    generation: options.generation ?? false,
    custom: options.custom ?? false,
    returnsDeleted: options.returnsDeleted ?? false,
  };
}

/** `deployments.apps`, `pods`: how messages and storage name a resource. */
export function resourceId(type: { group: string; plural: string }): string {
  return type.group ? `${type.plural}.${type.group}` : type.plural;
}

export function apiVersionOf(type: { group: string; version: string }): string {
  return type.group ? `${type.group}/${type.version}` : type.version;
}
