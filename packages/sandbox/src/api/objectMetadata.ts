import { randomUUID } from 'node:crypto';
import { cloneJson, equalJson } from './json';
import { KubeObject, ObjectMeta } from './objects';
import { ResourceType } from './resources';

/** The metadata of a new object: what its author may choose, and what the API server assigns. */
export function newMetadata(
  type: ResourceType,
  chosen: Partial<ObjectMeta>,
  creationTimestamp: string,
): ObjectMeta {
  const { name, generateName, namespace, labels, annotations } = chosen;
  return {
    name: name || (generateName ? `${generateName}${randomSuffix()}` : ''),
    ...(generateName && { generateName }),
    ...(type.namespaced && { namespace }),
    uid: randomUUID(),
    ...(type.generation && { generation: 1 }),
    creationTimestamp,
    ...(labels && { labels }),
    ...(annotations && { annotations }),
    ...(chosen.ownerReferences?.length && {
      ownerReferences: cloneJson(chosen.ownerReferences),
    }),
    ...(chosen.finalizers?.length && { finalizers: [...chosen.finalizers] }),
    // The store gives it its first resourceVersion.
  } as ObjectMeta;
}

/** The metadata of a changed object: what a client may change as sent, what the API server assigned as it was. */
export function keepAssigned(
  sent: ObjectMeta,
  current: ObjectMeta,
): ObjectMeta {
  const metadata: ObjectMeta = {
    name: current.name,
    ...(current.generateName && { generateName: current.generateName }),
    ...(current.namespace && { namespace: current.namespace }),
    uid: current.uid,
    resourceVersion: current.resourceVersion,
    ...(current.generation && { generation: current.generation }),
    creationTimestamp: current.creationTimestamp,
    ...(current.deletionTimestamp && {
      deletionTimestamp: current.deletionTimestamp,
      deletionGracePeriodSeconds: current.deletionGracePeriodSeconds,
    }),
  };
  const { labels, annotations, ownerReferences, finalizers } = sent;
  if (labels && Object.keys(labels).length > 0) metadata.labels = labels;
  if (annotations && Object.keys(annotations).length > 0) {
    metadata.annotations = annotations;
  }
  if (ownerReferences?.length) metadata.ownerReferences = ownerReferences;
  if (finalizers?.length) metadata.finalizers = finalizers;
  if (current.managedFields) metadata.managedFields = current.managedFields;
  return metadata;
}

/** Whether more than the status differs: what `metadata.generation` counts. */
export function desiredChanged(
  current: KubeObject,
  draft: KubeObject,
): boolean {
  // Which node a pod goes to is decided for it, not desired of it.
  const desired = ({ metadata, status, spec, ...rest }: KubeObject) => ({
    ...rest,
    spec: { ...(spec as object), nodeName: undefined },
  });
  return !equalJson(desired(current), desired(draft));
}

const SUFFIX_CHARACTERS = 'bcdfghjklmnpqrstvwxz2456789';

/** Five characters as generated names have them. */
export function randomSuffix(): string {
  return Array.from(
    { length: 5 },
    () =>
      SUFFIX_CHARACTERS[Math.floor(Math.random() * SUFFIX_CHARACTERS.length)],
  ).join('');
}
