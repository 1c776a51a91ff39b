import {
  podRequests,
  specDigest,
  type ObjectOf,
  type RawObject,
} from '@groundcrew/plugin-clusters-node';

/** What is remembered of a pod to judge its cluster by. Kept small: there are many. */
export interface PodFacts {
  /** Of the spec that `node` and the amounts were read from, where that is known. */
  specDigest: string | undefined;
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

/**
 * Reads what a pod takes and how it does.
 *
 * @param known - what was read of it before: while its spec is the same, that is not read again
 */
export function podFacts(raw: RawObject, known?: PodFacts): PodFacts {
  const pod = raw as RawObject & ObjectOf<'Pod'>;
  const { metadata, status } = pod;
  const phase = status?.phase;
  const hasEnded = phase === 'Succeeded' || phase === 'Failed';
  const digest = raw[specDigest];
  const { node, cpuMillicores, memoryBytes } =
    known && digest !== undefined && known.specDigest === digest
      ? known
      : { node: pod.spec?.nodeName, ...podRequests(pod) };
  const isReady =
    phase === 'Succeeded' ||
    status?.conditions?.some(
      ({ type, status: is }) => type === 'Ready' && is === 'True',
    );
  return {
    specDigest: digest,
    node,
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
