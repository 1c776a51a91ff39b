import {
  RELATION_API_PROVIDED_BY,
  RELATION_CONSUMES_API,
  RELATION_DEPENDS_ON,
  RELATION_PROVIDES_API,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import {
  entityLinkOf,
  matchesLabels,
  type EntityLink,
} from '@groundcrew/plugin-clusters-node';

/** How much something matters, by what its entity says: one of {@link CRITICALITIES}. */
const CRITICALITY_ANNOTATION = 'groundcrew.io/criticality';
const CRITICALITIES = ['critical', 'high', 'normal', 'low'] as const;

/** An entity with objects in clusters, as much as detection wants to know of it. */
export interface LinkedEntity {
  /** In full, in lower case: `component:default/checkout`. */
  ref: string;
  /** By the annotation `groundcrew.io/criticality`. */
  criticality?: (typeof CRITICALITIES)[number];
  /** Refs of what it depends on, and of what provides the APIs that it consumes; with or without objects. */
  dependsOn: readonly string[];
  link: EntityLink;
}

/** Where an object is, and its labels: all that links to entities are decided by. */
export interface LabelledPlace {
  cluster: string;
  namespace: string;
  labels: Readonly<Record<string, string>> | undefined;
}

/** Those of some entities that have objects in clusters. Pure. */
export function linkedEntitiesOf(entities: readonly Entity[]): LinkedEntity[] {
  const providers = new Map<string, string[]>();
  for (const entity of entities) {
    for (const api of targetsOf(entity, RELATION_PROVIDES_API)) {
      providers.set(api, [...(providers.get(api) ?? []), refOf(entity)]);
    }
    for (const provider of targetsOf(entity, RELATION_API_PROVIDED_BY)) {
      const api = refOf(entity);
      providers.set(api, [...(providers.get(api) ?? []), provider]);
    }
  }
  return entities.flatMap(entity => {
    const link = entityLinkOf(entity);
    if (!link?.requirements) {
      return [];
    }
    const ref = refOf(entity);
    const dependsOn = new Set([
      ...targetsOf(entity, RELATION_DEPENDS_ON),
      ...targetsOf(entity, RELATION_CONSUMES_API).flatMap(
        api => providers.get(api) ?? [],
      ),
    ]);
    dependsOn.delete(ref);
    const said = entity.metadata.annotations?.[CRITICALITY_ANNOTATION];
    return [
      {
        ref,
        criticality: CRITICALITIES.find(each => each === said?.toLowerCase()),
        dependsOn: [...dependsOn],
        link,
      },
    ];
  });
}

/** Whether an object is one of an entity's, by the semantics of the Kubernetes plugin's annotations. */
export function isLinkedTo(
  { requirements, ...link }: EntityLink,
  { cluster, labels, namespace }: LabelledPlace,
): boolean {
  return (
    requirements !== undefined &&
    (link.cluster === undefined || link.cluster === cluster) &&
    (link.namespace === undefined || link.namespace === namespace) &&
    matchesLabels(requirements, labels)
  );
}

function refOf(entity: Entity): string {
  return stringifyEntityRef(entity);
}

function targetsOf({ relations = [] }: Entity, type: string): string[] {
  return relations
    .filter(relation => relation.type === type)
    .map(({ targetRef }) => targetRef.toLowerCase());
}
