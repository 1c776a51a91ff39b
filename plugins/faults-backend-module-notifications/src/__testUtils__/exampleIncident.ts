import type { RespondedIncident } from '@groundcrew/plugin-faults-node';

const cart = {
  cluster: 'dev',
  kind: 'Deployment',
  namespace: 'shop',
  name: 'cart',
};

/** What may be done about it. */
export const exampleProposals: RespondedIncident['explanation']['proposals'] = [
  {
    title: 'Roll back to revision 2',
    why: 'It ran.',
    operation: {
      id: 'kubernetes.roll-back',
      target: cart,
      input: { revision: 2 },
      risk: 'low',
    },
  },
  {
    title: 'Restart cart',
    why: 'It may help.',
    operation: {
      id: 'kubernetes.restart',
      target: cart,
      input: {},
      risk: 'low',
    },
  },
  { title: 'Read its log', why: 'A person can.' },
];

/** Incident 7: the Deployment `cart` crashes since second 1, after a release. */
export function exampleIncident(
  changes: Partial<RespondedIncident> = {},
): RespondedIncident {
  return {
    id: 7,
    cluster: 'dev',
    environment: 'dev',
    phase: 'open',
    severity: 'P2',
    entities: ['component:default/cart'],
    affected: [cart],
    openedAt: 1_000,
    explanation: {
      cause: {
        fault: 'application-crash',
        category: 'runtime',
        title: 'It crashes',
        object: cart,
        message: 'cart crashes soon after it starts.',
        confidence: 0.95,
        evidence: [],
        explains: [],
        detector: 'crash',
      },
      symptoms: [],
      excluded: [],
      changes: [
        {
          at: '1970-01-01T00:00:00Z',
          kind: 'release',
          object: cart,
          action: 'modified',
          message: 'Another image.',
          isSuspect: true,
        },
      ],
      proposals: exampleProposals,
      impact: {
        level: 'down',
        workloads: [{ object: cart, desired: 1, ready: 0 }],
      },
    },
    ...changes,
  };
}
