import type { RawObject } from '../ClusterFeed';
import type { KubernetesObject } from '../kubernetesObjects';
import type { ConfigurationPlace } from './ConfigurationVisitor';
import {
  looksSecret,
  MASK,
  maskCredentials,
  maskUserinfo,
} from './credentials';
import { reduceManagedFields } from './fieldManagers';
import { mapConfiguration } from './mapConfiguration';

/** Annotations that carry a copy of the object, with all that was taken out of it, or that change every few seconds. */
const DROPPED_ANNOTATIONS =
  /last-applied|last-handled-configuration|^objectset\.rio\.cattle\.io\/applied$|^kapp\.k14s\.io\/original$|^control-plane\.alpha\.kubernetes\.io\/leader$|^endpoints\.kubernetes\.io\/last-change-trigger-time$/;
const MAX_ANNOTATION_LENGTH = 8_192;
/** On a Secret, something long is more likely its content than about it. */
const MAX_SECRET_ANNOTATION_LENGTH = 256;
const MAX_MESSAGE_LENGTH = 1_024;

/**
 * What of an object may enter the cache: no values of Secrets, no copies of the object in annotations, `managedFields`
 * reduced, credentials in configuration masked. Pure; the object that is given is left as it is.
 *
 * @remarks
 *
 * What is taken out here is gone for everybody. What only some may see is taken out on reading.
 */
export function admit(kind: string, raw: RawObject): KubernetesObject {
  const object = { ...raw } as KubernetesObject;
  object.metadata = admitMetadata(kind, object.metadata ?? {});
  if (kind === 'Secret') {
    return admitSecret(object);
  }
  if (kind === 'Event') {
    return admitEvent(object);
  }
  return mapConfiguration(kind, object, maskValue);
}

type Metadata = NonNullable<KubernetesObject['metadata']>;

/** Kinds that only controllers write, and often: nobody asks who manages their fields. */
const WITHOUT_MANAGERS = new Set(['Pod', 'Event', 'EndpointSlice']);

function admitMetadata(kind: string, metadata: Metadata): Metadata {
  // Left out here and not deleted afterwards: V8 reads and writes an object slowly from its first `delete` on.
  const { managedFields, annotations, selfLink: _selfLink, ...rest } = metadata;
  const result: Metadata = rest;
  if (annotations) {
    result.annotations = withoutDropped(annotations);
  }
  if (managedFields?.length && !WITHOUT_MANAGERS.has(kind)) {
    // Readers get them typed from fieldManagersOf.
    result.managedFields = reduceManagedFields(
      managedFields,
    ) as Metadata['managedFields'];
  }
  return result;
}

/** Most objects have none of them: those of a pod are looked through a hundred times a second. */
function withoutDropped(
  annotations: Record<string, string>,
): Record<string, string> {
  return Object.keys(annotations).some(key => DROPPED_ANNOTATIONS.test(key))
    ? Object.fromEntries(
        Object.entries(annotations).filter(
          ([key]) => !DROPPED_ANNOTATIONS.test(key),
        ),
      )
    : annotations;
}

function admitSecret(object: KubernetesObject): KubernetesObject {
  const { type } = object as { type?: unknown };
  const metadata = { ...object.metadata };
  if (metadata.annotations) {
    metadata.annotations = Object.fromEntries(
      Object.entries(metadata.annotations).map(([key, value]) => [
        key,
        value.length > MAX_SECRET_ANNOTATION_LENGTH
          ? MASK
          : maskCredentials(value),
      ]),
    );
  }
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata,
    ...(typeof type === 'string' ? { type } : {}),
  };
}

const EVENT_FIELDS = [
  'apiVersion',
  'kind',
  'involvedObject',
  'reason',
  'type',
  'count',
  'firstTimestamp',
  'lastTimestamp',
  'eventTime',
  'series',
  'source',
  'reportingComponent',
  'action',
];

function admitEvent(object: KubernetesObject): KubernetesObject {
  const event = object as Record<string, unknown>;
  const { name, namespace, uid, resourceVersion, creationTimestamp } =
    object.metadata ?? {};
  const admitted: Record<string, unknown> = {
    metadata: { name, namespace, uid, resourceVersion, creationTimestamp },
  };
  for (const field of EVENT_FIELDS) {
    if (event[field] !== undefined && event[field] !== null) {
      admitted[field] = event[field];
    }
  }
  if (typeof event.message === 'string') {
    // Cut first: what is masked must not be cut in the middle and become unrecognisable, so the end gives way.
    admitted.message = maskCredentials(event.message).slice(
      0,
      MAX_MESSAGE_LENGTH,
    );
  }
  return admitted as KubernetesObject;
}

/** Fields of things we do not know. Narrower than for variables: many fields of custom resources are named after Secrets. */
const ATTRIBUTES_OF_CREDENTIALS =
  /^(password|passwd|token|bearerToken|api[-_]?key|clientSecret|secretKey|private[-_]?key|accountKey)$/i;

function maskValue(
  value: string,
  place: ConfigurationPlace,
  name: string,
): string {
  if (typeof value !== 'string' || value === '') {
    return value;
  }
  switch (place) {
    case 'data':
    case 'variable':
    case 'values':
      return looksSecret(name) ? MASK : maskCredentials(value);
    case 'argument':
      return isSecretFlag(name) && !value.startsWith('-')
        ? MASK
        : maskCredentials(value);
    case 'annotation':
      return value.length > MAX_ANNOTATION_LENGTH
        ? `<dropped: ${value.length} characters>`
        : maskCredentials(value);
    default:
      return ATTRIBUTES_OF_CREDENTIALS.test(name) ? MASK : maskUserinfo(value);
  }
}

/** A flag whose value is the next argument. */
function isSecretFlag(argument: string): boolean {
  return /^--?[\w.-]+$/.test(argument) && looksSecret(argument);
}
