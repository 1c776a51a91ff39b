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
  components: (node: string) => `components ${node}`,
  connectivity: ({ name, namespace }: Key) =>
    `connectivity ${namespace} ${name}`,
  /** One for all: what is known of calls is learnt as a whole. */
  calls: 'calls',
  desired: (kind: KindName, namespace: string) =>
    `desired ${kind} ${namespace}`,
};
