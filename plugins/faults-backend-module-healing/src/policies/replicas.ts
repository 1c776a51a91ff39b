import type { HealingPolicy } from '@groundcrew/plugin-faults-common';

/** What fails without saying why. */
const FAILING = [
  'application-crash',
  'application-ends',
  'container-flapping',
  'connections-exhausted',
  'startup-probe-failing',
  'liveness-probe-failing',
  'readiness-probe-failing',
];

/** Single replicas that are bad, and crash loops for which nothing better is known. */
export const replicaPolicies: readonly HealingPolicy[] = [
  {
    id: 'replace-bad-replica',
    title: 'Replace the one replica that is bad',
    why: 'The others of the same version are ready, so another one in its place may be, too.',
    trigger: { faults: [...FAILING, 'dependency-unreachable'] },
    operations: ['kubernetes.delete-pod'],
    limits: { attempts: 1, cooldownSeconds: 1_800, helpsWithinSeconds: 300 },
    priority: 720,
  },
  {
    id: 'restart-crash-loop',
    title: 'Restart once what crashes, where there is nothing to go back to',
    why: 'New pods begin without what the old ones have gathered; if that does not help, a person has to find out why.',
    trigger: { faults: FAILING },
    operations: ['kubernetes.restart'],
    limits: { attempts: 1, cooldownSeconds: 3_600, helpsWithinSeconds: 300 },
    priority: 710,
  },
  {
    id: 'quarantine-bad-replica',
    title: 'Take a bad replica out, and keep it for debugging',
    why: 'Another one in its place was no better: a person finds out more from one that is still there.',
    trigger: { faults: [...FAILING, 'dependency-unreachable'] },
    operations: ['kubernetes.quarantine-pod'],
    limits: { attempts: 1, cooldownSeconds: 1_800, helpsWithinSeconds: 300 },
    priority: 705,
  },
  {
    id: 'replace-kube-proxy',
    title: 'Replace a kube-proxy that does not work',
    why: 'Its DaemonSet starts another one, which sets up the rules of the node anew.',
    trigger: { faults: ['kube-proxy-unavailable'] },
    operations: ['kubernetes.delete-pod'],
    limits: { attempts: 1, cooldownSeconds: 600, helpsWithinSeconds: 300 },
    priority: 700,
  },
  {
    id: 'release-volume',
    title: 'Evict the pod that holds a volume without being ready',
    why: 'Another node waits for the volume.',
    trigger: { faults: ['volume-attach-failed'] },
    operations: ['kubernetes.evict-pod'],
    limits: { attempts: 1, cooldownSeconds: 600, helpsWithinSeconds: 600 },
    priority: 690,
  },
  {
    id: 'force-delete-stuck-pod',
    title: 'Delete what a lost node will never report the end of',
    why: 'Its node is gone or silent; until the pod is forgotten, nothing takes its place.',
    trigger: { faults: ['termination-stuck'] },
    operations: ['kubernetes.delete-pod'],
    limits: { attempts: 3, cooldownSeconds: 600, helpsWithinSeconds: 120 },
    priority: 680,
  },
  {
    id: 'delete-evicted-pods',
    title: 'Clear away what nodes have put out',
    why: 'Others have taken their place; what is left counts in quotas of objects and hides what is new.',
    trigger: { faults: ['pod-evicted'] },
    operations: ['kubernetes.delete-pod'],
    limits: { attempts: 3, cooldownSeconds: 0, helpsWithinSeconds: 60 },
    priority: 670,
  },
  {
    id: 'restart-hung-job',
    title: 'Have a Job begin anew that hangs',
    why: 'It runs far longer than those before it, and may try more than once.',
    trigger: { faults: ['job-hung'] },
    operations: ['kubernetes.delete-pod'],
    limits: { attempts: 1, cooldownSeconds: 3_600, helpsWithinSeconds: 180 },
    priority: 660,
  },
];
