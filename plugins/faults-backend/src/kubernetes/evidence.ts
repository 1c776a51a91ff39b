import type {
  KubernetesObject,
  ObjectOf,
} from '@groundcrew/plugin-clusters-node';
import type { EvidenceDraft } from '@groundcrew/plugin-faults-node';
import { refOf } from '../topology';
import { asText } from './asText';

const LONGEST_MESSAGE = 1_000;

/** What is to be seen in a field of an object. */
export function seenIn(
  object: KubernetesObject,
  field: string,
  message: string,
): EvidenceDraft {
  return {
    source: 'object',
    message: cut(message),
    object: refOf(object),
    field,
  };
}

/** The cluster's own words about an object. */
export function saidBy(
  event: ObjectOf<'Event'>,
  about: KubernetesObject,
): EvidenceDraft {
  const { count, eventTime, lastTimestamp, message } = event;
  const at = lastTimestamp ?? eventTime;
  const times = Number(count) > 1 ? ` (${Number(count)} times)` : '';
  return {
    source: 'event',
    message: `${cut(asText(message), LONGEST_MESSAGE - 20)}${times}`,
    object: refOf(about),
    ...(typeof at === 'string' ? { at } : {}),
  };
}

/** A line that a container of a pod wrote. */
export function loggedBy(
  pod: KubernetesObject,
  container: string,
  line: string,
): EvidenceDraft {
  return {
    source: 'log',
    message: cut(line.trim()),
    object: refOf(pod),
    field: container,
  };
}

function cut(message: string, longest = LONGEST_MESSAGE): string {
  return message.length > longest
    ? `${message.slice(0, longest - 1)}…`
    : message;
}
