import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { EventsService } from '@backstage/plugin-events-node';
import type { Connectivity } from '@groundcrew/plugin-faults-node';
import {
  operationEventSchema,
  OPERATIONS_TOPIC,
} from '@groundcrew/plugin-operations-common';
import { evidenceKeys } from '../engine/evidenceKeys';
import type { OnLearnt } from './Evidence';

const CHECK = 'kubernetes.check-connection';

/** What was seen longer ago says nothing of now. */
const KEEP_MS = 10 * 60_000;
const MOST_CHECKS = 1_000;

/** Options of {@link ConnectionChecks.create}. */
export interface ConnectionChecksOptions {
  events: EventsService;
  logger: LoggerService;
  onLearnt: OnLearnt;
}

interface Check {
  isConnected: boolean;
  forgetting: NodeJS.Timeout;
}

/** Knows which Services answered when somebody had an operation connect to them, not long ago. */
export class ConnectionChecks {
  readonly #options: ConnectionChecksOptions;
  /** By cluster and key, the oldest first. */
  readonly #checks = new Map<string, Check>();

  static create(options: ConnectionChecksOptions): ConnectionChecks {
    return new ConnectionChecks(options);
  }

  private constructor(options: ConnectionChecksOptions) {
    this.#options = options;
  }

  /** Begins to listen. Never fails: without events nothing is known. */
  start(): void {
    const { events, logger } = this.#options;
    events
      .subscribe({
        id: 'groundcrew-faults-connection-checks',
        topics: [OPERATIONS_TOPIC],
        onEvent: async ({ eventPayload }) => this.#take(eventPayload),
      })
      .catch(error =>
        logger.warn(
          `What connection checks find is not heard of: ${stringifyError(
            error,
          )}`,
        ),
      );
  }

  stop(): void {
    for (const { forgetting } of this.#checks.values()) {
      clearTimeout(forgetting);
    }
    this.#checks.clear();
  }

  of(
    cluster: string,
    service: { namespace: string; name: string },
  ): Connectivity | undefined {
    const check = this.#checks.get(
      `${cluster} ${evidenceKeys.connectivity(service)}`,
    );
    // It is the API server that connects, which runs on none of the nodes that there are to name.
    return check && { isConnected: check.isConnected, fromNodes: {} };
  }

  #take(payload: unknown): void {
    const { data: event } = operationEventSchema.safeParse(payload);
    if (
      event?.operation !== CHECK ||
      event.verification === undefined ||
      event.verification === 'not-yet'
    ) {
      return;
    }
    const { cluster, name, namespace = '' } = event.target;
    const key = evidenceKeys.connectivity({ namespace, name });
    const isConnected = event.verification === 'healthy';
    const forgetting = setTimeout(() => this.#forget(cluster, key), KEEP_MS);
    forgetting.unref();
    this.#drop(`${cluster} ${key}`);
    this.#checks.set(`${cluster} ${key}`, { isConnected, forgetting });
    if (this.#checks.size > MOST_CHECKS) {
      const [oldest] = this.#checks.keys();
      this.#drop(oldest);
    }
    this.#options.onLearnt(cluster, [key]);
  }

  #forget(cluster: string, key: string): void {
    this.#drop(`${cluster} ${key}`);
    this.#options.onLearnt(cluster, [key]);
  }

  #drop(id: string): void {
    clearTimeout(this.#checks.get(id)?.forgetting);
    this.#checks.delete(id);
  }
}
