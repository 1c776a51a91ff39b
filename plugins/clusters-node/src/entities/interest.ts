import type { LabelSelector } from '../LabelSelector';
import type { ObjectTraits, StoreChange } from '../store/StoreChange';

/**
 * What a collection of objects depends on, as keys: whoever collected something for one of these keys has to look again
 * when a change carries it. So a change costs its own keys, however many entities are looked at.
 */
export const interestIn = {
  /** One object, and the events about it. */
  object: (uid: string) => `u/${uid}`,
  /** Whatever names this owner. */
  ownedBy: (uid: string) => `o/${uid}`,
  /** Whatever has this label. */
  label: (key: string, value: string) => `l/${key}=${value}`,
  /** Anything: for selectors that ask for no particular label. */
  anything: () => 'l/',
  /** Whatever points there; see `referenceTo`. */
  reference: (reference: string) => `r/${reference}`,
  /** An object of this name, which may not exist yet. */
  name: (kind: string, namespace: string, name: string) =>
    `n/${kind}/${namespace}/${name}`,
  /** An object of this name in whatever namespace. */
  anyNamespace: (kind: string, name: string) => `a/${kind}/${name}`,
  /** All objects of a kind in a namespace. */
  kind: (kind: string, namespace: string) => `k/${kind}/${namespace}`,
  /** The slices of a Service. */
  slices: (namespace: string, service: string) => `s/${namespace}/${service}`,
};

export const SERVICE_NAME_LABEL = 'kubernetes.io/service-name';

/** What to register for a selector; whoever is found by it checks the whole selector. */
export function interestsOfSelector(selector: LabelSelector): string[] {
  for (const requirement of selector) {
    if (requirement.operator === 'in') {
      return requirement.values.map(value =>
        interestIn.label(requirement.key, value),
      );
    }
  }
  return [interestIn.anything()];
}

/** Calls back with every key that a change carries, except those of labels. */
export function eachInterest(
  change: StoreChange,
  found: (interest: string) => void,
) {
  const { kind, namespace, name } = change;
  if (kind === 'Event') {
    change.ownerUids.forEach(uid => found(interestIn.object(uid)));
    return;
  }
  found(interestIn.object(change.uid));
  found(interestIn.name(kind, namespace, name));
  switch (kind) {
    case 'ResourceQuota':
    case 'LimitRange':
      found(interestIn.kind(kind, namespace));
      break;
    case 'Application':
      found(interestIn.anyNamespace(kind, name));
      break;
    default:
  }
  ofTraits(change, change, found);
  if (change.previous) {
    ofTraits(change, change.previous, found);
  }
}

/** Calls back with every key of the labels that a change carries, of before and after. */
export function eachLabelInterest(
  change: StoreChange,
  found: (interest: string) => void,
) {
  found(interestIn.anything());
  for (const traits of [change, change.previous]) {
    if (traits) {
      for (const key of Object.keys(traits.labels)) {
        found(interestIn.label(key, traits.labels[key]));
      }
    }
  }
}

function ofTraits(
  { kind, namespace }: StoreChange,
  traits: ObjectTraits,
  found: (interest: string) => void,
) {
  traits.ownerUids.forEach(uid => found(interestIn.ownedBy(uid)));
  traits.references.forEach(reference =>
    found(interestIn.reference(reference)),
  );
  if (kind === 'EndpointSlice') {
    const service = traits.labels[SERVICE_NAME_LABEL];
    if (service) {
      found(interestIn.slices(namespace, service));
    }
  }
}
