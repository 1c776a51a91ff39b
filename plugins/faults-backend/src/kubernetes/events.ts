import type {
  KubernetesObject,
  ObjectOf,
  ObjectStore,
} from '@groundcrew/plugin-clusters-node';
import { asText } from './asText';

type Event = ObjectOf<'Event'>;

/** The events of an object that exists, with one of these reasons, newest last. */
export function eventsAbout(
  store: ObjectStore,
  { metadata }: KubernetesObject,
  ...reasons: string[]
): Event[] {
  const uid = metadata?.uid;
  return uid === undefined
    ? []
    : store
        .eventsOf(uid)
        .filter(({ reason }) => reasons.includes(asText(reason)));
}

/** What events say, the newest last. */
export function wordsOf(events: Event[]): string {
  return events.map(({ message }) => asText(message)).join('\n');
}

/** How often what events tell of has happened. */
export function timesSeen(events: Event[]): number {
  return events.reduce(
    (sum, { count, series }) =>
      sum + Math.max(1, Number(count) || 0, Number(series?.count) || 0),
    0,
  );
}
