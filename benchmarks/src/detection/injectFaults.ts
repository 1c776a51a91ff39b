import { setTimeout as delay } from 'node:timers/promises';
import { waitFor, type Lab } from '@groundcrew/lab';
import type { IncidentSummary } from '@groundcrew/plugin-faults-common';
import type { DetectionBackend } from './DetectionBackend';
import {
  faultKinds,
  withOthers,
  type FaultKind,
  type Injection,
} from './faults';
import { World } from './World';

const POLL_MS = 10;
/** Many of those are waited for at a time. */
const POLL_PATIENTLY_MS = 250;
/** What takes longer counts as not detected, and as having taken that long. */
export const PATIENCE_MS = 30_000;
const RESOLVED_WITHIN_MS = 120_000;

/** A fault that is prepared somewhere. */
export interface PreparedFault {
  kind: FaultKind;
  namespace: string;
  node: string;
  injection: Injection;
}

/** What came of an injection. */
export interface Detected {
  kind: string;
  /** From when the first write was sent until the incident was answered; undefined where none came. */
  milliseconds?: number;
  fault?: string;
}

/** Prepares each kind of fault so many times, each in a namespace and on a node of its own. */
export async function prepareFaults(
  { client }: Pick<Lab, 'client'>,
  options: { times: number; kinds?: readonly FaultKind[] },
): Promise<PreparedFault[]> {
  const world = World.create(client);
  const prepared: PreparedFault[] = [];
  await world.create({
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: { name: 'standard' },
    provisioner: 'csi.example.com',
  });
  for (let round = 1; round <= options.times; round += 1) {
    for (const kind of options.kinds ?? faultKinds) {
      const namespace = `${kind.id}-${round}`;
      const node = `node-of-${namespace}`;
      await createNode(world, node);
      await world.create({
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name: namespace },
      });
      for (const name of ['default', 'shop']) {
        await world.create({
          apiVersion: 'v1',
          kind: 'ServiceAccount',
          metadata: { name, namespace },
        });
      }
      const injection = await kind.prepare({ world, namespace, node });
      prepared.push({ kind, namespace, node, injection });
    }
  }
  return prepared;
}

async function createNode(world: World, name: string): Promise<void> {
  const sizes = { cpu: '8', memory: '32Gi', pods: '110' };
  await world.create({
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name, labels: { 'kubernetes.io/hostname': name } },
    status: {
      capacity: sizes,
      allocatable: sizes,
      conditions: withOthers([]),
    },
  });
}

/** Whether an incident has its cause where a fault was put. */
export function isAbout(
  { object }: Pick<IncidentSummary, 'object'>,
  { kind, namespace, node }: PreparedFault,
): boolean {
  return kind.at === 'node'
    ? object.name === node
    : object.namespace === namespace || object.name === namespace;
}

/** Breaks it, waits until the backend tells of an incident, and mends it. */
export async function inject(
  fault: PreparedFault,
  backend: DetectionBackend,
): Promise<Detected> {
  const { injection, kind } = fault;
  const startedAt = performance.now();
  const broken = injection.break();
  const detected = await untilSeen(
    async () =>
      (
        await backend.currentIncidents(kind.faults)
      ).find(one => isAbout(one, fault)),
    { startedAt, everyMs: kind.mayPass ? POLL_PATIENTLY_MS : POLL_MS },
  );
  await broken;
  await injection.mend();
  return { kind: kind.id, ...detected };
}

async function untilSeen(
  look: () => Promise<IncidentSummary | undefined>,
  { everyMs, startedAt }: { everyMs: number; startedAt: number },
): Promise<Omit<Detected, 'kind'>> {
  while (performance.now() - startedAt < PATIENCE_MS) {
    const seen = await look();
    if (seen) {
      return {
        milliseconds: performance.now() - startedAt,
        fault: seen.fault,
      };
    }
    await delay(everyMs);
  }
  return {};
}

/** Waits until everything is resolved; what is not is returned. */
export async function untilResolved(
  backend: DetectionBackend,
): Promise<IncidentSummary[]> {
  let left: IncidentSummary[] = [];
  await waitFor(
    'incidents to be resolved',
    async () => {
      left = await backend.currentIncidents();
      return left.length === 0;
    },
    { timeoutMs: RESOLVED_WITHIN_MS, intervalMs: 500 },
  ).catch(() => {});
  return left;
}
