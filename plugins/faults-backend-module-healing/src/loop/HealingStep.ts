import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { Incidents } from '@groundcrew/plugin-faults-node';
import { advanceHealing } from '../healing/advanceHealing';
import { newRecord, type HealingRecord } from '../healing/HealingRecord';
import type { Effect } from '../healing/Observation';
import { withAnswer } from '../healing/withAnswer';
import type { HealingStore } from '../store/HealingStore';
import type { AutomatedOperations } from './AutomatedOperations';
import type { HealingInstruments } from './HealingInstruments';
import type { HealingObserver } from './HealingObserver';

/** What somebody else wrote in between is looked at as soon as this. */
const AFTER_CONFLICT_MS = 50;

/** Options of {@link HealingStep.create}. */
export interface HealingStepOptions {
  incidents: Incidents;
  instruments: HealingInstruments;
  logger: LoggerService;
  observer: HealingObserver;
  operations: AutomatedOperations;
  store: HealingStore;
  /** Milliseconds since 1970; the clock of this process by default. */
  now?: () => number;
}

/** Takes the healing of an incident one step further: reads, decides, writes, and acts. */
export class HealingStep {
  readonly #options: HealingStepOptions;
  readonly #now: () => number;

  static create(options: HealingStepOptions): HealingStep {
    return new HealingStep(options);
  }

  private constructor(options: HealingStepOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
  }

  /**
   * @returns in how many milliseconds to look again; undefined when something has to happen first
   *
   * @throws what may be over when it is tried again
   */
  async take(id: number): Promise<number | undefined> {
    const { incidents, observer, store } = this.#options;
    const incident = await incidents.get(id);
    const known = await store.get(id);
    const before = known ?? (incident && newRecord(incident));
    if (!before || !incidents.owned().includes(before.cluster)) {
      return undefined;
    }
    const seen = await observer.observe(before, incident, this.#now());
    const { againInMs, effects, record } = advanceHealing(before, seen);
    // Before anything is done: who finds this after a crash asks again for the same.
    const written = await this.#write(before, record);
    if (!written) {
      return AFTER_CONFLICT_MS;
    }
    return (await this.#perform(written, effects)) ? 0 : againInMs;
  }

  /** @returns undefined when somebody else was faster */
  async #write(
    before: HealingRecord,
    after: HealingRecord,
  ): Promise<HealingRecord | undefined> {
    const { instruments, store } = this.#options;
    if (JSON.stringify(before) === JSON.stringify(after)) {
      return before;
    }
    const written = await store.write(after, this.#now());
    if (written) {
      instruments.wrote(before, written);
    }
    return written;
  }

  /** @returns whether there is something new to look at now */
  async #perform(
    record: HealingRecord,
    effects: readonly Effect[],
  ): Promise<boolean> {
    const { incidents, operations, logger } = this.#options;
    let hasAnswer = false;
    for (const effect of effects) {
      switch (effect.type) {
        case 'note':
          await incidents.note(record.incident, effect);
          break;
        case 'cancel':
          await operations
            .cancel(effect.operationId, effect.reason)
            .catch(error =>
              logger.warn(
                `Healing of incident ${
                  record.incident
                } could not cancel operation ${
                  effect.operationId
                }: ${stringifyError(error)}`,
              ),
            );
          break;
        default:
          await this.#ask(record, effect);
          hasAnswer = true;
      }
    }
    return hasAnswer;
  }

  async #ask(
    record: HealingRecord,
    { request, type }: Extract<Effect, { type: 'submit' | 'undo' }>,
  ): Promise<void> {
    const { incidents, logger, operations } = this.#options;
    const { cluster, incident } = record;
    const answer = await operations.submit(request);
    logger.info(
      `Healing of incident ${incident} in ${cluster} asked for ${
        request.operation
      } (${request.idempotencyKey}): ${
        'refusal' in answer ? answer.refusal : answer.operationId
      }`,
    );
    const answered = withAnswer(record, type, answer, this.#now());
    // Where somebody else was faster, it is asked for again by the same key, and answered the same.
    await this.#write(record, answered);
    if ('refusal' in answer) {
      await incidents.note(incident, {
        message: `${record.attempts.at(-1)?.title} (refused): ${
          answer.refusal
        }`,
        isHealing: false,
      });
    }
  }
}
