import type { ActiveMute } from '@groundcrew/plugin-faults-node';
import { nameOf } from '../alerts/AlertRecord';
import type { AssessedAlert } from '../alerts/assessAlert';
import type { SilenceMatcher } from './AlertmanagerClient';

/** What a silence keeps silent: for each label the values that it may have. */
export type SilencedLabels = Readonly<Record<string, readonly string[]>>;

/** A silence that there is to be for something that is muted. */
export interface DesiredSilence {
  mute: ActiveMute;
  /** Tells it apart from the others of the mute. */
  key: string;
  labels: SilencedLabels;
}

/** Labels that say which one of many an alert is about. */
const TELLING = [
  'namespace',
  'horizontalpodautoscaler',
  'hpa',
  'persistentvolumeclaim',
  'cronjob',
  'job_name',
  'deployment',
  'statefulset',
  'daemonset',
  'replicaset',
  'pod',
  'pod_name',
  'container',
  'service',
  'node',
  'instance',
].flatMap(label => [label, `exported_${label}`]);
/** More than that are no list that anybody reads in Alertmanager. */
const MOST_VALUES = 1_000;

/**
 * The silences that there are to be for a mute: one for each rule, naming the objects of its alerts. What was silent before stays so
 * for as long as it is muted. Pure.
 *
 * @param alerts - those of what is muted
 * @param before - what is silent for it now
 */
export function desiredSilences(
  mute: ActiveMute,
  alerts: readonly AssessedAlert[],
  before: readonly Omit<DesiredSilence, 'mute'>[],
  { clusterLabel }: { clusterLabel: string },
): DesiredSilence[] {
  const byKey = new Map<string, Map<string, Set<string>>>(
    before.map(({ key, labels }) => [
      key,
      new Map(
        Object.entries(labels).map(([label, values]) => [
          label,
          new Set(values),
        ]),
      ),
    ]),
  );
  for (const { record } of alerts) {
    const told = [clusterLabel, ...TELLING].filter(
      label => record.labels[label] !== undefined,
    );
    const name = nameOf(record);
    const key = [name, ...told].join(' ');
    const labels = byKey.get(key) ?? new Map<string, Set<string>>();
    byKey.set(key, labels);
    labels.set('alertname', new Set([name]));
    for (const label of told) {
      const values = labels.get(label) ?? new Set<string>();
      labels.set(label, values.add(record.labels[label]));
    }
  }
  return [...byKey].map(([key, labels]) => ({
    mute,
    key,
    labels: Object.fromEntries(
      [...labels].map(([label, values]) => [
        label,
        [...values].sort().slice(0, MOST_VALUES),
      ]),
    ),
  }));
}

/** The same in the words of Alertmanager. Pure. */
export function matchersOf(labels: SilencedLabels): SilenceMatcher[] {
  return Object.entries(labels).map(([name, values]) => ({
    name,
    value: values.length === 1 ? values[0] : values.map(escaped).join('|'),
    isRegex: values.length > 1,
    isEqual: true,
  }));
}

function escaped(value: string): string {
  return value.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
