import type { RawObject } from '../ClusterFeed';
import { admit } from '../admission/admit';
import { maskUserinfo, mayHoldUserinfo } from '../admission/credentials';
import type { KubernetesObject } from '../kubernetesObjects';
import { referencesOf } from './referencesOf';
import { IncomingObject, NONE } from './StoredObject';

/** Redacts and encodes an object. Returns undefined for something without a name, which no API server sends. */
export function readIncoming(
  kind: string,
  raw: RawObject,
): IncomingObject | undefined {
  const name = raw.metadata?.name;
  if (!name) {
    return undefined;
  }
  const object = admit(kind, raw);
  const metadata = object.metadata ?? {};
  const namespace = metadata.namespace ?? '';
  return {
    // Only hand-written fixtures have no uid.
    uid: metadata.uid || `${kind}/${namespace}/${name}`,
    namespace,
    name,
    resourceVersion: metadata.resourceVersion ?? '',
    labels: metadata.labels,
    ownerUids: ownerUidsOf(kind, object),
    references: referencesOf(kind, object),
    json: encode(object),
    time: kind === 'Event' ? eventTime(object) : 0,
  };
}

function ownerUidsOf(
  kind: string,
  object: KubernetesObject,
): readonly string[] {
  if (kind === 'Event') {
    const { involvedObject } = object as { involvedObject?: { uid?: string } };
    return involvedObject?.uid ? [involvedObject.uid] : NONE;
  }
  const owners = object.metadata?.ownerReferences;
  return owners?.length ? owners.flatMap(owner => owner.uid || []) : NONE;
}

/** When an Event was last seen, in milliseconds since the epoch. */
export function eventTime(object: KubernetesObject): number {
  const event = object as {
    lastTimestamp?: string;
    eventTime?: string;
    series?: { lastObservedTime?: string };
  };
  const times = [
    event.series?.lastObservedTime,
    event.lastTimestamp,
    event.eventTime,
    object.metadata?.creationTimestamp,
  ];
  for (const time of times) {
    const milliseconds = time ? Date.parse(time) : NaN;
    if (!Number.isNaN(milliseconds)) {
      return milliseconds;
    }
  }
  return 0;
}

/**
 * JSON in Latin-1 alone, so that V8 keeps it at one byte a character: one other character would double all of it.
 * Leaves out `apiVersion` and `kind`, which {@link decode} adds.
 */
export function encode(object: KubernetesObject): string {
  const { apiVersion: _apiVersion, kind: _kind, ...rest } = object;
  let json = JSON.stringify(rest);
  // Admission knows where configuration stands. Credentials in a URL turn up anywhere: in a condition, a status.
  if (mayHoldUserinfo(json)) {
    json = JSON.stringify(rest, (_key, value) =>
      typeof value === 'string' ? maskUserinfo(value) : value,
    );
  }
  return json.replace(
    // eslint-disable-next-line no-control-regex
    /[^\u0000-\u00ff]/g,
    character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** The object that {@link encode} wrote. */
export function decode(
  kind: string,
  apiVersion: string,
  json: string,
): KubernetesObject {
  return { apiVersion, kind, ...JSON.parse(json) };
}
