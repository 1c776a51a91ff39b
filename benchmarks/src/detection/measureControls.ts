import { setTimeout as delay } from 'node:timers/promises';
import { createLoad, Lab } from '@groundcrew/lab';
import type { IncidentSummary } from '@groundcrew/plugin-faults-common';
import { PODS_PER_DEPLOYMENT } from '../load';
import type { Cleanup } from '../processes';
import { controls, Town, type Control } from './controls';
import { DetectionBackend } from './DetectionBackend';

/** What is only likely becomes an incident after fifteen seconds. */
const SETTLE_MS = 20_000;
const AGENTS = 5;

/** What came of something that is no fault. */
export interface ControlOutcome {
  id: string;
  /** How often it happened. */
  times: number;
  seconds: number;
  incidents: IncidentSummary[];
}

/** Lets happen what happens every day, on a whole control plane, and counts the incidents that are told of. */
export async function measureControls(options: {
  cleanup: Cleanup;
  deployments: number;
  /** Namespaces with an application of several parts. */
  towns: number;
  only?: readonly string[];
  log(line: string): void;
}): Promise<ControlOutcome[]> {
  const { cleanup, deployments, log, only, towns } = options;
  const lab = await Lab.start({ nodes: AGENTS });
  cleanup.defer(() => lab.stop());
  const load = await createLoad(lab, {
    deployments,
    podsPerDeployment: PODS_PER_DEPLOYMENT,
    log,
  });
  const town = await Town.build(lab, towns);
  for (let index = 1; index <= AGENTS; index += 1) {
    await town.world.patch(
      { apiVersion: 'v1', kind: 'Node', metadata: { name: `node-${index}` } },
      { metadata: { labels: { 'town/agent': 'yes' } } },
    );
  }
  for (const namespace of town.namespaces) {
    await town.untilRolledOut(namespace);
  }
  const backend = await DetectionBackend.start({
    cleanup,
    lab,
    pods: load.pods,
  });

  const told = new Set<number>();
  const outcomes: ControlOutcome[] = [];
  const atRest: Control = { id: 'at-rest', run: async () => 1 };
  const wanted = controls.filter(({ id }) => !only || only.includes(id));
  for (const control of [atRest, ...wanted]) {
    const startedAt = performance.now();
    const times = await control.run({ load, town });
    const seconds = (performance.now() - startedAt) / 1_000;
    await delay(SETTLE_MS);
    const incidents = (await backend.allIncidents()).filter(
      ({ id }) => !told.has(id),
    );
    incidents.forEach(({ id }) => told.add(id));
    outcomes.push({ id: control.id, times, seconds, incidents });
    log(`${control.id}: ${times} times, ${incidents.length} incidents`);
    for (const { fault, message } of incidents) {
      log(`  ${fault}: ${message}`);
    }
  }
  await backend.stop();
  await lab.stop();
  return outcomes;
}
