import {
  apiVersionOf,
  type WatchedKind,
} from '@groundcrew/plugin-clusters-common';
import {
  ClusterRequestError,
  type LiveObject,
  type RawObject,
} from '@groundcrew/plugin-clusters-node';

const JSON_TYPE = 'application/json';
const METADATA_LIST_KIND = 'PartialObjectMetadataList';

/** Of a Secret only metadata is asked for, in answers to changes as well. */
export function acceptOf(kind: WatchedKind): string {
  return kind.metadataOnly
    ? `${JSON_TYPE};as=PartialObjectMetadata;g=meta.k8s.io;v=v1`
    : JSON_TYPE;
}

/** What a list is asked to be, and what it has to call itself where values of Secrets must not be let in. */
export function listAnswerOf(kind: WatchedKind): {
  accept: string;
  expectedKind?: string;
} {
  return kind.metadataOnly
    ? {
        accept: `${JSON_TYPE};as=${METADATA_LIST_KIND};g=meta.k8s.io;v=v1`,
        expectedKind: METADATA_LIST_KIND,
      }
    : { accept: JSON_TYPE };
}

const COPY = 'kubectl.kubernetes.io/last-applied-configuration';

/** `kubectl apply` leaves a copy of the whole object there, values of a Secret included. */
function withoutCopy(metadata: LiveObject['metadata']): LiveObject['metadata'] {
  const { [COPY]: _, ...annotations } = metadata.annotations ?? {};
  return metadata.annotations ? { ...metadata, annotations } : metadata;
}

/** The items of a list do not say what they are, and metadata says that it is metadata. */
export function liveObject(kind: WatchedKind, object: RawObject): LiveObject {
  if (!object?.metadata?.uid) {
    throw new ClusterRequestError(
      'malformed',
      `the answer is not a ${kind.kind}`,
    );
  }
  const live = object as LiveObject;
  return {
    ...(kind.metadataOnly ? { metadata: withoutCopy(live.metadata) } : live),
    apiVersion: apiVersionOf(kind),
    kind: kind.kind,
  };
}
