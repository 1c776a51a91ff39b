import type { LocalRef } from '@groundcrew/plugin-clusters-node';
import type { AlertSilence } from '@groundcrew/plugin-faults-common';

/** An alert as it was received. Times are milliseconds since 1970. */
export interface ReceivedAlert {
  /** Empty where nobody says. */
  cluster: string;
  /** Of its labels, by Alertmanager. */
  fingerprint: string;
  isFiring: boolean;
  startsAt: number;
  /** Of one that is over. */
  endsAt?: number;
  labels: Readonly<Record<string, string>>;
  annotations: Readonly<Record<string, string>>;
  generatorUrl?: string;
  groupKey?: string;
}

/** An alert as it is kept: from when it fires until it is over for longer. Times are milliseconds since 1970. */
export interface AlertRecord extends ReceivedAlert {
  id: number;
  firstSeenAt: number;
  lastSeenAt: number;
  /** How often it was received. */
  timesSeen: number;
  /** How often it fired again after it was over. */
  flaps: number;
  /** What it is about, where its cluster had that when it was looked for. */
  object?: LocalRef;
  /** What it is about did not do its work at some time while it fired. */
  hasSuffered: boolean;
  /** What Alertmanager keeps it silent for. */
  silences: readonly AlertSilence[];
}

/** The name of the rule of an alert. */
export function nameOf({ labels }: Pick<ReceivedAlert, 'labels'>): string {
  return labels.alertname || 'An alert without a name';
}

/** What an alert is about, in the words of its rule. */
export function summaryOf({
  annotations,
}: Pick<ReceivedAlert, 'annotations'>): string | undefined {
  const { description, message, summary } = annotations;
  return summary || description || message || undefined;
}

/** How bad it is, as its rule says. */
export function severityOf({
  labels,
}: Pick<ReceivedAlert, 'labels'>): string | undefined {
  return labels.severity || labels.priority || undefined;
}

/** What rules say where somebody has to answer, at night too. */
const URGENT: ReadonlySet<string> = new Set(['critical', 'page', 'emergency']);

/** Whether the rule of an alert wants an answer soon. */
export function isUrgent(alert: Pick<ReceivedAlert, 'labels'>): boolean {
  return URGENT.has(severityOf(alert)?.toLowerCase() ?? '');
}
