import type { AlertRecord } from '../alerts/AlertRecord';
import type { AssessedAlert } from '../alerts/assessAlert';

/** An alert as it is kept; give what differs. */
export function exampleAlert(changes: Partial<AlertRecord> = {}): AlertRecord {
  return {
    id: 1,
    cluster: 'prod',
    fingerprint: '1a2b',
    isFiring: true,
    startsAt: 1_000,
    firstSeenAt: 2_000,
    lastSeenAt: 2_000,
    timesSeen: 1,
    flaps: 0,
    labels: { alertname: 'PodNotReady', namespace: 'shop', pod: 'cart-1-a' },
    annotations: {},
    hasSuffered: false,
    silences: [],
    ...changes,
  };
}

/** An alert of the Deployment cart; give what differs. */
export function exampleAssessed({
  record,
  ...changes
}: Partial<Omit<AssessedAlert, 'record'>> & {
  record?: Partial<AlertRecord>;
} = {}): AssessedAlert {
  return {
    record: exampleAlert(record),
    object: { kind: 'Deployment', namespace: 'shop', name: 'cart' },
    hasSuffered: false,
    importance: { score: 0.6, terms: [] },
    state: 'firing',
    ...changes,
  };
}
