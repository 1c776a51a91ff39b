import type { RawObject } from '../ClusterFeed';
import { admit } from '../admission/admit';
import { maskUserinfo, mayHoldUserinfo } from '../admission/credentials';
import type { KubernetesObject } from '../kubernetesObjects';
import { specDigest } from '../specDigest';
import { referencesOf } from './referencesOf';
import { NONE, type IncomingObject, type StoredObject } from './StoredObject';

const SPEC = ',"spec":{';

/**
 * Redacts and encodes an object. Returns undefined for something without a name, which no API server sends.
 *
 * @param held - what is held under its name: what was made of its spec serves again while that is the same
 */
export function readIncoming(
  kind: string,
  raw: RawObject,
  held?: StoredObject,
): IncomingObject | undefined {
  const name = raw.metadata?.name;
  if (!name) {
    return undefined;
  }
  const digest = raw[specDigest];
  const knownSpec =
    digest !== undefined &&
    held !== undefined &&
    held.specDigest === digest &&
    held.uid === raw.metadata?.uid
      ? specOf(held.json)
      : undefined;
  const object = admit(
    kind,
    digest === undefined ? raw : withSpecLast(raw, knownSpec === undefined),
  );
  const json = encode(object, knownSpec);
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
    json,
    specDigest: digest,
    time: kind === 'Event' ? eventTime(object) : 0,
  };
}

/** From the comma before the spec to the end: it is the last field of what was told with a digest. */
function specOf(json: string): string | undefined {
  const start = json.indexOf(SPEC);
  return start === -1 ? undefined : json.slice(start);
}

/** Its spec, if it is wanted, as its last field. Otherwise it is not so much as touched: that would have it parsed. */
function withSpecLast(raw: RawObject, isSpecWanted: boolean): RawObject {
  const { apiVersion, kind, metadata } = raw;
  const { status } = raw as { status?: unknown };
  const rest = { apiVersion, kind, metadata, status };
  return isSpecWanted
    ? ({ ...rest, spec: (raw as { spec?: unknown }).spec } as RawObject)
    : rest;
}

function ownerUidsOf(
  kind: string,
  object: KubernetesObject,
): readonly string[] {
  if (kind === 'Event') {
    const { involvedObject } = object as { involvedObject?: { uid?: string } };
    return involvedObject?.uid ? [involvedObject.uid] : NONE;
  }
  const uids: string[] = [];
  for (const { uid } of object.metadata?.ownerReferences ?? []) {
    if (uid) {
      uids.push(uid);
    }
  }
  return uids.length > 0 ? uids : NONE;
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
 *
 * @param encodedRest - encoded already: what follows after the fields of `object`, with a comma before and a brace after it
 */
export function encode(object: KubernetesObject, encodedRest?: string): string {
  const { apiVersion: _apiVersion, kind: _kind, ...rest } = object;
  let json = JSON.stringify(rest);
  // Admission knows where configuration stands. Credentials in a URL turn up anywhere: in a condition, a status.
  if (mayHoldUserinfo(json)) {
    json = JSON.stringify(rest, (_key, value) =>
      typeof value === 'string' ? maskUserinfo(value) : value,
    );
  }
  // To look through all of it also has V8 write it in one piece, without a hold on the pieces.
  return (encodedRest ? json.slice(0, -1) + encodedRest : json).replace(
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
