import type { Lab, Load } from '@groundcrew/lab';
import type { IncidentSummary } from '@groundcrew/plugin-faults-common';
import { changeBeside } from './changeBeside';
import type { DetectionBackend } from './DetectionBackend';
import {
  inject,
  isAbout,
  untilResolved,
  type Detected,
  type PreparedFault,
} from './injectFaults';

/** What came of all injections. */
export interface InjectionOutcome {
  detected: Detected[];
  /** Told of while all was well. */
  before: IncidentSummary[];
  /** Told of besides what was injected. */
  besides: IncidentSummary[];
  /** Not resolved after it was mended. */
  unresolved: IncidentSummary[];
}

/**
 * Injects faults one after the other, while pods that have nothing to do with them change. Those of kinds that are given time to
 * pass go together, at the end.
 */
export async function measureInjections(options: {
  backend: DetectionBackend;
  lab: Lab;
  load: Load;
  prepared: readonly PreparedFault[];
  log(line: string): void;
}): Promise<InjectionOutcome> {
  const { backend, lab, load, log, prepared } = options;
  const before = await backend.allIncidents();
  const beside = await changeBeside(lab, load);
  const detected: Detected[] = [];
  for (const fault of prepared.filter(({ kind }) => !kind.mayPass)) {
    detected.push(await inject(fault, backend));
    if (detected.length % 50 === 0) {
      log(`${detected.length} of ${prepared.length} injected`);
    }
  }
  detected.push(
    ...(await Promise.all(
      prepared
        .filter(({ kind }) => kind.mayPass)
        .map(fault => inject(fault, backend)),
    )),
  );
  await beside.stop();
  const unresolved = await untilResolved(backend);
  const besides = (await backend.allIncidents()).filter(
    incident =>
      !prepared.some(
        fault =>
          isAbout(incident, fault) &&
          fault.kind.faults.includes(incident.fault),
      ),
  );
  return { detected, before, besides, unresolved };
}
