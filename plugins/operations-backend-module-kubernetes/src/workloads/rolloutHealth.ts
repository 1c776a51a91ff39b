import type { Verification } from '@groundcrew/plugin-operations-node';
import { countOf } from '../words/countOf';
import { wantedPods, type Workload } from './Workload';

/**
 * Whether every pod of a workload is made from its present template and available, by the rules of `kubectl rollout
 * status`.
 */
export function rolloutHealth(workload: Workload): Verification {
  const { kind, metadata, status } = workload;
  if ((status?.observedGeneration ?? 0) < (metadata?.generation ?? 0)) {
    return notYet('its controller has not seen the change yet');
  }
  switch (kind) {
    case 'StatefulSet':
      return statefulSetHealth(workload);
    case 'DaemonSet':
      return daemonSetHealth(workload);
    default:
      return deploymentHealth(workload);
  }
}

/** Whether a workload has as many pods as were asked for, all of them available, whatever they were made from. */
export function replicasHealth(
  workload: Workload,
  replicas: number,
): Verification {
  const { metadata, spec, status } = workload;
  if (spec?.replicas !== replicas) {
    return failed(
      `somebody set ${countOf(spec?.replicas ?? 1, 'replica')} since`,
    );
  }
  if ((status?.observedGeneration ?? 0) < (metadata?.generation ?? 0)) {
    return notYet('its controller has not seen the change yet');
  }
  const current = status?.replicas ?? 0;
  if (current !== replicas) {
    return notYet(`${current} of ${countOf(replicas, 'pod')} exist`);
  }
  const available = status?.availableReplicas ?? 0;
  return available < replicas
    ? notYet(`${available} of ${countOf(replicas, 'pod')} are available`)
    : healthy(
        replicas === 0
          ? 'it has no pods any more'
          : `all of ${countOf(replicas, 'pod')} are available`,
      );
}

function deploymentHealth({ spec, status }: Workload): Verification {
  const wanted = spec?.replicas ?? 1;
  const progressing = status?.conditions?.find(
    ({ type }) => type === 'Progressing',
  );
  if (progressing?.reason === 'ProgressDeadlineExceeded') {
    return failed(
      progressing.message ?? 'it made no progress within its progress deadline',
    );
  }
  const updated = status?.updatedReplicas ?? 0;
  const current = status?.replicas ?? 0;
  const available = status?.availableReplicas ?? 0;
  if (updated < wanted) {
    return notYet(
      `${updated} of ${countOf(wanted, 'pod')} are new${
        spec?.paused ? ', and its rollout is paused' : ''
      }`,
    );
  }
  if (current > updated) {
    return notYet(`${countOf(current - updated, 'old pod')} still to go`);
  }
  return available < updated
    ? notYet(`${available} of ${countOf(updated, 'new pod')} are available`)
    : healthy(rolledOut(wanted));
}

function statefulSetHealth({ spec, status }: Workload): Verification {
  const wanted = spec?.replicas ?? 1;
  const partition = spec?.updateStrategy?.rollingUpdate?.partition ?? 0;
  const toUpdate = Math.max(0, wanted - partition);
  const updated = status?.updatedReplicas ?? 0;
  const available = status?.availableReplicas ?? status?.readyReplicas ?? 0;
  // Once the last pod is new, the controller makes the new revision the current one and may stop counting updated pods.
  const isCurrent = status?.currentRevision === status?.updateRevision;
  if (!isCurrent && updated < toUpdate) {
    return notYet(`${updated} of ${countOf(toUpdate, 'pod')} are new`);
  }
  if ((status?.replicas ?? 0) !== wanted) {
    return notYet(
      `${status?.replicas ?? 0} of ${countOf(wanted, 'pod')} exist`,
    );
  }
  if (available < wanted) {
    return notYet(`${available} of ${countOf(wanted, 'pod')} are available`);
  }
  if (partition > 0) {
    return healthy(
      `${countOf(
        toUpdate,
        'pod',
      )} from ordinal ${partition} on are new and available`,
    );
  }
  return isCurrent
    ? healthy(rolledOut(wanted))
    : notYet('its last pods are being counted');
}

function daemonSetHealth(workload: Workload): Verification {
  const { status } = workload;
  const wanted = wantedPods(workload);
  const updated = status?.updatedNumberScheduled ?? 0;
  const available = status?.numberAvailable ?? 0;
  if (updated < wanted) {
    return notYet(`${updated} of ${countOf(wanted, 'pod')} are new`);
  }
  return available < wanted
    ? notYet(`${available} of ${countOf(wanted, 'pod')} are available`)
    : healthy(rolledOut(wanted));
}

function rolledOut(pods: number): string {
  return pods === 0
    ? 'rolled out; it has no pods at the moment'
    : `rolled out: all of ${countOf(pods, 'pod')} are new and available`;
}

function healthy(message: string): Verification {
  return { outcome: 'healthy', message };
}

function notYet(message: string): Verification {
  return { outcome: 'not-yet', message };
}

function failed(message: string): Verification {
  return { outcome: 'failed', message };
}
