import type {
  ClustersService,
  LocalRef,
  ObjectStore,
} from '@groundcrew/plugin-clusters-node';
import type { AlertState, Importance } from '@groundcrew/plugin-faults-common';
import type { AlertSettings } from '../settings/AlertSettings';
import { severityOf, type AlertRecord } from './AlertRecord';
import { importanceOf, type ImportanceFacts } from './importanceOf';
import { objectOfAlert } from './objectOfAlert';
import { suffersNow } from './suffersNow';
import type { NodeWorkloads } from './NodeWorkloads';

/** An alert with what can be said of it now. */
export interface AssessedAlert {
  record: AlertRecord;
  environment?: string;
  /** What its labels name, where that is known. */
  named?: LocalRef;
  /** What it is about, where its cluster has that. */
  object?: LocalRef;
  hasSuffered: boolean;
  importance: Importance;
  state: AlertState;
  /** Why it is no fault of an object, in one sentence. */
  recordedBecause?: string;
}

/** What {@link assessAlert} looks at. */
export interface AssessAlertOptions {
  clusters: Pick<ClustersService, 'clusters' | 'store' | 'targetOf'>;
  /** How much it matters by the catalog; undefined where that does not say. */
  criticalityOf(
    cluster: string,
    object: LocalRef,
    store: ObjectStore,
  ): ImportanceFacts['criticality'];
  nodes: Pick<NodeWorkloads, 'on'>;
  settings: Pick<AlertSettings, 'isProduction' | 'threshold'>;
}

/** Says of an alert what it is about, how important it is, and so where it stands. From memory, and without effects. */
export function assessAlert(
  record: AlertRecord,
  options: AssessAlertOptions,
): AssessedAlert {
  const { clusters, criticalityOf, nodes, settings } = options;
  const { cluster, labels } = record;
  const isLinked = clusters.clusters().some(({ name }) => name === cluster);
  const store = isLinked ? clusters.store(cluster) : undefined;
  const subject = store && objectOfAlert(labels, store);
  const object = subject?.object ?? stillThere(record.object, store);
  const environment = store
    ? clusters.targetOf(
        cluster,
        object ? object.namespace : labels.namespace || undefined,
      ).environment
    : undefined;
  const hasSuffered =
    record.hasSuffered ||
    (record.isFiring &&
      store !== undefined &&
      object !== undefined &&
      suffersNow(object, store));
  const silence = record.silences.find(({ isOurs }) => !isOurs);
  const importance = importanceOf({
    severity: severityOf(record),
    environment,
    isProduction: settings.isProduction(environment),
    hasSuffered,
    workloads:
      store && object?.kind === 'Node'
        ? nodes.on(object.name, store)
        : Number(object !== undefined),
    criticality: store && object && criticalityOf(cluster, object, store),
    flaps: record.flaps,
    silencedBy: silence?.createdBy,
  });
  const assessed = {
    record,
    environment,
    named: subject?.named,
    object,
    hasSuffered,
    importance,
  };
  if (!record.isFiring) {
    return { ...assessed, state: 'resolved' };
  }
  if (silence) {
    return { ...assessed, state: 'silenced' };
  }
  const recordedBecause = reasonToRecord(
    assessed,
    isLinked,
    settings.threshold,
  );
  return recordedBecause
    ? { ...assessed, state: 'recorded', recordedBecause }
    : { ...assessed, state: 'firing' };
}

function reasonToRecord(
  { importance, named, object, record }: Omit<AssessedAlert, 'state'>,
  isLinked: boolean,
  threshold: number,
): string | undefined {
  if (!record.cluster) {
    return 'Nobody said of which cluster it is';
  }
  if (!isLinked) {
    return `There is no cluster '${record.cluster}' here`;
  }
  if (!object) {
    return named
      ? `The cluster has no ${inWords(named)}`
      : 'Its labels name no object of the cluster';
  }
  return importance.score < threshold
    ? `Its importance of ${importance.score} is below ${threshold}`
    : undefined;
}

/** What it was about when it came, also when what its labels name has been replaced since. */
function stillThere(
  object: LocalRef | undefined,
  store: ObjectStore | undefined,
): LocalRef | undefined {
  return object && store?.has(object.kind, object) ? object : undefined;
}

function inWords({ kind, name, namespace }: LocalRef): string {
  return `${kind} ${namespace ? `${namespace}/` : ''}${name}`;
}
