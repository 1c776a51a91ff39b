import type { LoggerService } from '@backstage/backend-plugin-api';
import { backoffOf } from '@groundcrew/controller';
import { setTimeout as delay } from 'node:timers/promises';
import type { PagerDutyService } from '../settings/PagerDutySettings';
import type { PagerDutyEvent } from './PagerDutyEvent';

const ANSWER_MS = 10_000;
const MOST_TRIES = 6;
/** Nobody is made to wait longer for the next try, whatever PagerDuty asks for. */
const LONGEST_WAIT_MS = 60_000;
/** What is told to a service and not delivered yet; what is more than that is left out. */
const MOST_WAITING = 1_000;
const MOST_SAID = 300;

/** Options of {@link PagerDutyClient.create}. */
export interface PagerDutyClientOptions {
  logger: LoggerService;
  service: Pick<PagerDutyService, 'endpoint' | 'name' | 'routingKey'>;
  /** After the first failure, in milliseconds; a second by default. */
  initialBackoffMs?: number;
}

/** Delivers events to a service of PagerDuty, one after the other for what belongs together. */
export class PagerDutyClient {
  readonly #options: PagerDutyClientOptions;
  readonly #stopping = new AbortController();
  readonly #last = new Map<string, Promise<void>>();
  #waiting = 0;

  static create(options: PagerDutyClientOptions): PagerDutyClient {
    return new PagerDutyClient(options);
  }

  private constructor(options: PagerDutyClientOptions) {
    this.#options = options;
  }

  /**
   * Delivers an event soon: nobody waits for PagerDuty. It is tried again a few times, and said in the log when it could not be.
   *
   * @returns when it was delivered or given up; never fails
   */
  deliver(event: PagerDutyEvent): Promise<void> {
    const { logger, service } = this.#options;
    if (this.#waiting >= MOST_WAITING) {
      logger.error(
        `PagerDuty ${service.name} is not told of something: ${MOST_WAITING} events are waiting already`,
      );
      return Promise.resolve();
    }
    this.#waiting += 1;
    const key = event.dedup_key ?? '';
    // That it is over may not overtake that it is there.
    const before = key ? this.#last.get(key) : undefined;
    const done = (before ?? Promise.resolve())
      .then(() => this.#tryAll(event))
      .finally(() => {
        this.#waiting -= 1;
        if (this.#last.get(key) === done) {
          this.#last.delete(key);
        }
      });
    if (key) {
      this.#last.set(key, done);
    }
    return done;
  }

  /** Tries nothing again. */
  stop(): void {
    this.#stopping.abort();
  }

  async #tryAll(event: PagerDutyEvent): Promise<void> {
    const { initialBackoffMs = 1_000, logger, service } = this.#options;
    for (let tries = 1; ; tries += 1) {
      const failure = await this.#try(event);
      if (!failure) {
        return;
      }
      const isLast = tries >= MOST_TRIES || this.#stopping.signal.aborted;
      if (isLast || !failure.mayPass) {
        logger.error(
          `PagerDuty ${service.name} could not be told (${event.event_action} ${
            event.dedup_key ?? ''
          }), and it is given up after ${tries}: ${this.#withoutKey(
            failure.message,
          )}`,
        );
        return;
      }
      const waitMs = Math.min(
        LONGEST_WAIT_MS,
        failure.waitMs ??
          backoffOf(tries, {
            initialMs: initialBackoffMs,
            maxMs: LONGEST_WAIT_MS,
          }),
      );
      await delay(waitMs, undefined, {
        signal: this.#stopping.signal,
        ref: false,
      }).catch(() => {});
    }
  }

  async #try(event: PagerDutyEvent): Promise<Failure | undefined> {
    const { endpoint, routingKey } = this.#options.service;
    try {
      const response = await fetch(endpoint, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ routing_key: routingKey, ...event }),
        // Whoever it leads to has no business with the key.
        redirect: 'error',
        signal: AbortSignal.timeout(ANSWER_MS),
      });
      const said = (await response.text()).slice(0, MOST_SAID);
      if (response.ok) {
        return undefined;
      }
      return {
        message: `${response.status} ${said}`,
        mayPass: response.status === 429 || response.status >= 500,
        waitMs: waitOf(response.headers.get('retry-after')),
      };
    } catch (error) {
      const { cause } = error as Error;
      return {
        message: `${error}${cause ? `: ${cause}` : ''}`,
        mayPass: true,
      };
    }
  }

  #withoutKey(text: string): string {
    return text.replaceAll(this.#options.service.routingKey, '***');
  }
}

interface Failure {
  message: string;
  mayPass: boolean;
  /** As the answer asked for. */
  waitMs?: number;
}

function waitOf(header: string | null): number | undefined {
  const seconds = Number(header);
  return header !== null && header !== '' && seconds >= 0
    ? seconds * 1_000
    : undefined;
}
