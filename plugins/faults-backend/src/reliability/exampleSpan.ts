import type { WorkloadSpan } from './HealthStore';

/** A span of tests: of the Deployment `cart`, but for what is given. */
export function exampleSpan(changes: Partial<WorkloadSpan> = {}): WorkloadSpan {
  return {
    cluster: 'dev',
    namespace: 'shop',
    kind: 'Deployment',
    name: 'cart',
    uid: 'uid-cart',
    environment: 'dev',
    health: 'up',
    from: 1_000,
    to: undefined,
    ...changes,
  };
}
