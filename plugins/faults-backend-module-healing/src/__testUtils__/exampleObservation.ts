import type { HealingPolicy } from '@groundcrew/plugin-faults-common';
import type { Observation, SeenOperation } from '../healing/Observation';
import type { PolicyInForce } from '../settings/PolicyInForce';
import { exampleIncident } from './exampleIncident';

/** Rolls back, then restarts; within 60 s it has to help. */
export function examplePolicy(
  changes: Partial<HealingPolicy> = {},
): HealingPolicy {
  return {
    id: 'mend-crash',
    title: 'Mend what crashes',
    why: 'It helps.',
    trigger: { faults: ['application-crash'] },
    operations: ['kubernetes.roll-back', 'kubernetes.restart'],
    limits: { attempts: 2, cooldownSeconds: 0, helpsWithinSeconds: 60 },
    priority: 10,
    ...changes,
  };
}

export function inForce(
  changes: Partial<PolicyInForce> & { policy?: HealingPolicy } = {},
): PolicyInForce {
  return { policy: examplePolicy(), mode: 'auto', enabled: true, ...changes };
}

/** At second 100, of an incident that one policy is for. */
export function exampleObservation(
  changes: Partial<Observation> = {},
): Observation {
  return {
    incident: exampleIncident(),
    policies: [inForce()],
    modeOf: ({ mode }) => mode,
    pause: undefined,
    operation: undefined,
    undo: undefined,
    past: [],
    now: 100_000,
    ...changes,
  };
}

/** An operation that can be taken back, in a phase. */
export function operationIn(
  phase: Exclude<SeenOperation, 'gone'>['phase'],
  changes: Partial<Exclude<SeenOperation, 'gone'>> = {},
): SeenOperation {
  return {
    phase,
    phaseReason: `It is ${phase}.`,
    undo: {
      request: {
        operation: 'kubernetes.roll-back',
        target: {
          cluster: 'dev',
          kind: 'Deployment',
          namespace: 'shop',
          name: 'cart',
        },
        input: { revision: 3 },
      },
    },
    ...changes,
  };
}
