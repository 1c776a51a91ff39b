import type { RespondedIncident } from '@groundcrew/plugin-faults-node';
import { targetKey } from '@groundcrew/plugin-operations-common';
import { underWay, type HealingRecord } from '../healing/HealingRecord';
import type { Observation } from '../healing/Observation';
import type { HealingSettings } from '../settings/HealingSettings';
import { policiesInForce } from '../settings/PolicyInForce';
import type { HealingStore } from '../store/HealingStore';
import type { AutomatedOperations } from './AutomatedOperations';

/** Options of {@link HealingObserver.create}. */
export interface HealingObserverOptions {
  operations: AutomatedOperations;
  settings: HealingSettings;
  store: HealingStore;
}

/** Reads what has to be known to decide about an incident. */
export class HealingObserver {
  readonly #options: HealingObserverOptions;

  static create(options: HealingObserverOptions): HealingObserver {
    return new HealingObserver(options);
  }

  private constructor(options: HealingObserverOptions) {
    this.#options = options;
  }

  async observe(
    record: HealingRecord,
    incident: RespondedIncident | undefined,
    now: number,
  ): Promise<Observation> {
    const { operations, settings, store } = this.#options;
    const attempt = underWay(record);
    const [pauses, switches, past, operation, undo] = await Promise.all([
      store.pauses(),
      store.switches(),
      this.#past(incident),
      operations.see(attempt?.operationId),
      operations.see(attempt?.undoId),
    ]);
    return {
      incident,
      policies: policiesInForce(settings.policies, switches),
      modeOf: ({ mode }) => settings.modeIn(incident?.environment, mode),
      pause: pauses.find(
        ({ cluster = record.cluster }) => cluster === record.cluster,
      ),
      operation,
      undo,
      past,
      now,
    };
  }

  async #past(incident: RespondedIncident | undefined) {
    if (!incident || incident.resolvedAt !== undefined) {
      return [];
    }
    const { settings, store } = this.#options;
    const { cause, proposals } = incident.explanation;
    const isForSome = settings.policies.some(({ policy }) =>
      policy.trigger.faults.includes(cause.fault),
    );
    // Only a policy asks what was tried before, and many incidents have none.
    if (!isForSome) {
      return [];
    }
    return await store.past({
      fault: cause.fault,
      targets: proposals.flatMap(({ operation }) =>
        operation ? [targetKey(operation.target)] : [],
      ),
    });
  }
}
