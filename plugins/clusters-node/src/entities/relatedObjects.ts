import type { RelatedObjects } from '../EntityObjects';
import type { KubernetesObject } from '../kubernetesObjects';
import { matchesLabels } from '../selectors/matchesLabels';
import {
  labelSelectorOf,
  LabelSelectorObject,
  parseLabelSelector,
} from '../selectors/parseLabelSelector';
import type { ClusterStore } from '../store/ClusterStore';
import { referenceTo } from '../store/referencesOf';
import type { StoredObject } from '../store/StoredObject';
import { interestIn, SERVICE_NAME_LABEL } from './interest';
import { podReferences } from './podReferences';
import { PodTemplate, podTemplateOf } from './podTemplateOf';

/** Which field of {@link RelatedObjects} a kind stands in. */
export const RELATED_FIELDS: Readonly<Record<string, keyof RelatedObjects>> = {
  Service: 'services',
  EndpointSlice: 'endpointSlices',
  Ingress: 'ingresses',
  HorizontalPodAutoscaler: 'horizontalPodAutoscalers',
  PodDisruptionBudget: 'podDisruptionBudgets',
  ConfigMap: 'configMaps',
  Secret: 'secrets',
  PersistentVolumeClaim: 'persistentVolumeClaims',
  ServiceAccount: 'serviceAccounts',
  NetworkPolicy: 'networkPolicies',
  ResourceQuota: 'resourceQuotas',
  LimitRange: 'limitRanges',
  Application: 'applications',
};

export interface RelatedOptions {
  store: ClusterStore;
  namespace: string;
  /** Everything in the trees of owners of this namespace. */
  members: readonly StoredObject[];
  /** Services that are part of the entity by their own labels. */
  services: readonly StoredObject[];
  decode: (object: StoredObject) => KubernetesObject;
  /** Is told what the answer depends on. */
  note: (interest: string) => void;
}

/**
 * What stands beside the workloads of one namespace: found by selection or by reference. Argo CD Applications are not
 * among it, as they stand elsewhere.
 */
export function relatedObjects(options: RelatedOptions): Set<StoredObject> {
  const templates = options.members.flatMap(
    member => podTemplateOf(member.table.kind, options.decode(member)) ?? [],
  );
  const found = new Set<StoredObject>();
  const add = (object: StoredObject | undefined) => object && found.add(object);
  selectors(options, templates).forEach(add);
  networking(options, [...options.services, ...found]).forEach(add);
  scalers(options).forEach(add);
  references(options, templates).forEach(add);
  for (const kind of ['ResourceQuota', 'LimitRange']) {
    options.note(interestIn.kind(kind, options.namespace));
    const { namespace } = options;
    for (const object of options.store
      .tableOrUndefined(kind)
      ?.objects({ namespace }) ?? []) {
      add(object);
    }
  }
  return found;
}

/** Services, disruption budgets and network policies that select one of the pods, or would select a pod yet to come. */
function selectors(
  { store, namespace, decode, note }: RelatedOptions,
  templates: readonly PodTemplate[],
): StoredObject[] {
  const labelSets = new Map(
    templates.map(({ labels }) => [JSON.stringify(labels), labels]),
  );
  const keys = new Set([referenceTo.anyPods(namespace)]);
  for (const labels of labelSets.values()) {
    for (const [key, value] of Object.entries(labels)) {
      keys.add(referenceTo.podsWith(namespace, key, value));
    }
  }
  const candidates = new Set<StoredObject>();
  for (const key of keys) {
    note(interestIn.reference(key));
    for (const candidate of store.referringTo(key)) {
      candidates.add(candidate);
    }
  }
  return [...candidates].filter(candidate => {
    const selector = podSelectorOf(candidate.table.kind, decode(candidate));
    return (
      selector &&
      [...labelSets.values()].some(labels => matchesLabels(selector, labels))
    );
  });
}

/** Which pods an object selects; undefined when its selector is malformed. */
function podSelectorOf(kind: string, object: KubernetesObject) {
  const { spec } = object as {
    spec?: { selector?: object; podSelector?: LabelSelectorObject };
  };
  try {
    return kind === 'Service'
      ? labelSelectorOf((spec?.selector ?? {}) as Record<string, string>)
      : parseLabelSelector(
          (kind === 'NetworkPolicy' ? spec?.podSelector : spec?.selector) ?? {},
        );
  } catch {
    return undefined;
  }
}

/** The endpoints of Services, and what routes to them. */
function networking(
  { store, namespace, note }: RelatedOptions,
  objects: readonly StoredObject[],
): StoredObject[] {
  return objects
    .filter(object => object.table.kind === 'Service')
    .flatMap(({ name }) => {
      note(interestIn.slices(namespace, name));
      const ingresses = referenceTo.service(namespace, name);
      note(interestIn.reference(ingresses));
      const selector = labelSelectorOf({ [SERVICE_NAME_LABEL]: name });
      return [
        ...(store
          .tableOrUndefined('EndpointSlice')
          ?.objects({ namespace, selector }) ?? []),
        ...store.referringTo(ingresses),
      ];
    });
}

const SCALED_KINDS = new Set([
  'Deployment',
  'StatefulSet',
  'ReplicaSet',
  'Rollout',
]);

function scalers({
  store,
  namespace,
  members,
  note,
}: RelatedOptions): StoredObject[] {
  return members
    .filter(({ table }) => SCALED_KINDS.has(table.kind))
    .flatMap(({ table, name }) => {
      const reference = referenceTo.scaleTarget(namespace, table.kind, name);
      note(interestIn.reference(reference));
      return [...store.referringTo(reference)];
    });
}

function references(
  { store, namespace, note }: RelatedOptions,
  templates: readonly PodTemplate[],
): StoredObject[] {
  const wanted = new Map(
    templates
      .flatMap(({ spec }) => podReferences(spec))
      .map(reference => [`${reference.kind}/${reference.name}`, reference]),
  );
  return [...wanted.values()].flatMap(({ kind, name }) => {
    // Noted even if it is not there: that it is missing may be all that is wrong.
    note(interestIn.name(kind, namespace, name));
    return store.tableOrUndefined(kind)?.get(namespace, name) ?? [];
  });
}
