import type { KindName, LocalRef } from '@groundcrew/plugin-clusters-node';

interface Key {
  namespace: string;
  name: string;
}

/** Names what can be learnt beside the objects of a cluster, so that it can be told to those who have asked for it. */
export const evidenceKeys = {
  logs: ({ name, namespace }: Key) => `logs ${namespace} ${name}`,
  signals: 'signals',
  signalsOf: ({ kind, name, namespace = '' }: LocalRef) =>
    `signals ${kind} ${namespace} ${name}`,
  alertsOf: ({ kind, name, namespace = '' }: LocalRef) =>
    `alerts ${kind} ${namespace} ${name}`,
  components: (node: string) => `components ${node}`,
  connectivity: ({ name, namespace }: Key) =>
    `connectivity ${namespace} ${name}`,
  calls: ({ name, namespace }: Key) => `calls ${namespace} ${name}`,
  /** One for a namespace: what is known of dependencies is learnt as a whole. */
  dependencies: (namespace: string) => `dependencies ${namespace}`,
  desired: (kind: KindName, namespace: string) =>
    `desired ${kind} ${namespace}`,
};

/** Whether what has this key is about who depends on whom. */
export function isOfDependencies(key: string): boolean {
  return key.startsWith(evidenceKeys.dependencies(''));
}
