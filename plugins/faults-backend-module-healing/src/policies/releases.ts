import type { HealingPolicy } from '@groundcrew/plugin-faults-common';

/** What a revision of long ago had is not what was well before this began. */
const AFTER_RELEASE =
  'changes.exists(change, change.isSuspect && change.kind == "release")';

/** Going back is done at once; the pods need their time to get ready. */
const LIMITS = { attempts: 1, cooldownSeconds: 600, helpsWithinSeconds: 300 };

type RollBack = Pick<HealingPolicy, 'id' | 'title' | 'why' | 'priority'> & {
  faults: string[];
};

/** Goes back to the revision before, where a release just before is suspected. */
export function rollBack({ faults, ...policy }: RollBack): HealingPolicy {
  return {
    ...policy,
    trigger: { faults },
    condition: AFTER_RELEASE,
    operations: ['kubernetes.roll-back'],
    limits: LIMITS,
  };
}

/** After a release that is no good. */
export const releasePolicies: readonly HealingPolicy[] = [
  rollBack({
    id: 'roll-back-crash-loop',
    title: 'Roll back a release that crashes',
    why: 'It ran before the release, and the template of before is still there.',
    faults: [
      'application-crash',
      'application-ends',
      'container-flapping',
      'container-command-invalid',
      'container-start-failed',
      'lifecycle-hook-failed',
      'volume-permission-denied',
      'file-system-read-only',
      'port-in-use',
    ],
    priority: 1000,
  }),
  rollBack({
    id: 'roll-back-failing-probes',
    title: 'Roll back a release that does not get ready',
    why: 'Its pods get no requests, or are ended again and again; those of before did not.',
    faults: ['startup', 'liveness', 'readiness'].flatMap(kind =>
      ['port', 'protocol', 'path', 'timing', 'failing'].map(
        wrong => `${kind}-probe-${wrong}`,
      ),
    ),
    priority: 990,
  }),
  rollBack({
    id: 'roll-back-missing-configuration',
    title: 'Roll back a release that asks for what is not there',
    why: 'The template of before did not refer to it.',
    faults: [
      'config-map-missing',
      'secret-missing',
      'config-key-missing',
      'claim-missing',
      'service-account-missing',
    ],
    priority: 980,
  }),
];

/** After a release that the cluster does not take up, or that calls what is not there. */
export const templatePolicies: readonly HealingPolicy[] = [
  rollBack({
    id: 'roll-back-refused-template',
    title: 'Roll back a release that the cluster refuses',
    why: 'No pod is made of its template; of the one of before they were.',
    faults: [
      'pod-security-violated',
      'limit-range-violated',
      'quota-needs-amounts',
      'priority-class-missing',
      'runtime-class-missing',
      'admission-denied',
      'pod-template-invalid',
    ],
    priority: 750,
  }),
  rollBack({
    id: 'roll-back-unschedulable',
    title: 'Roll back a release that gets no node',
    why: 'The pods of before had one.',
    faults: [
      'node-selector-unsatisfiable',
      'node-affinity-unsatisfiable',
      'taint-not-tolerated',
      'cpu-insufficient',
      'memory-insufficient',
      'resource-insufficient',
      'anti-affinity-unsatisfiable',
      'pod-affinity-unsatisfiable',
      'host-port-taken',
      'topology-spread-unsatisfiable',
    ],
    priority: 740,
  }),
  rollBack({
    id: 'roll-back-wrong-address',
    title: 'Roll back a release that calls what does not answer',
    why: 'The address of before was another one.',
    faults: [
      'address-of-no-service',
      'address-of-no-port',
      'dns-without-nameservers',
      'dns-bypasses-cluster',
      'dependency-name-unresolved',
      'credentials-rejected',
    ],
    priority: 730,
  }),
];
