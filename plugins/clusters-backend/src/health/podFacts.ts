import type { ObjectOf } from '@groundcrew/plugin-clusters-node';
import { podRequests } from '../reading/podRequests';

/** What is remembered of a pod to judge its cluster by. Kept small: there are many. */
export interface PodFacts {
  node: string | undefined;
  running: boolean;
  /** Whether it should be running: it has not done its work. */
  awaited: boolean;
  /** Whether it still holds what it asked for. */
  holds: boolean;
  cpuMillicores: number;
  memoryBytes: number;
  /** The name of a pod of the system that is not ready; `true` for one that is; undefined for other pods. */
  system: string | true | undefined;
}

const SYSTEM_NAMESPACE = 'kube-system';

/** Reads what a pod takes and how it does. */
export function podFacts(pod: ObjectOf<'Pod'>): PodFacts {
  const { metadata, spec, status } = pod;
  const phase = status?.phase;
  const hasEnded = phase === 'Succeeded' || phase === 'Failed';
  const { cpuMillicores, memoryBytes } = podRequests(pod);
  const isReady =
    phase === 'Succeeded' ||
    status?.conditions?.some(
      ({ type, status: is }) => type === 'Ready' && is === 'True',
    );
  return {
    node: spec?.nodeName,
    running: phase === 'Running',
    awaited: phase !== 'Succeeded',
    holds: !hasEnded,
    cpuMillicores,
    memoryBytes,
    system:
      metadata?.namespace === SYSTEM_NAMESPACE
        ? isReady || (metadata.name ?? '')
        : undefined,
  };
}
