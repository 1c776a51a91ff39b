import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import { backoffOf } from '@groundcrew/controller';
import type { Incidents } from '@groundcrew/plugin-faults-node';
import {
  unsent,
  withEntryChange,
  type NoticeEntry,
  type NoticeRecord,
} from '../notices/NoticeRecord';
import { tellingOf } from '../notices/tellingOf';
import type { RecipientDirectory } from '../recipients/RecipientDirectory';
import type { NoticeStore } from '../store/NoticeStore';
import type { NoticeInstruments } from './NoticeInstruments';
import type { Target } from './Target';
import { within } from './within';

/** What has not been answered by then has failed. */
const ANSWER_MS = 20_000;
const BACKOFF = { initialMs: 1_000, maxMs: 60_000 };

/** Options of {@link NoticeSender.create}. */
export interface NoticeSenderOptions {
  directory: RecipientDirectory;
  incidents: Pick<Incidents, 'note'>;
  instruments: NoticeInstruments;
  logger: LoggerService;
  notifications: NotificationService;
  store: NoticeStore;
  now: () => number;
}

/** Sends what was decided. Whom to, and that it was sent, is kept before and after, so that a process that ends loses nothing. */
export class NoticeSender {
  readonly #options: NoticeSenderOptions;

  static create(options: NoticeSenderOptions): NoticeSender {
    return new NoticeSender(options);
  }

  private constructor(options: NoticeSenderOptions) {
    this.#options = options;
  }

  /**
   * Sends what is due, in its order. Never fails because of what it sends to: that is kept, and tried again.
   *
   * @returns in how many milliseconds to try again; undefined when everything is sent
   */
  async send(
    record: NoticeRecord,
    target: Target,
  ): Promise<number | undefined> {
    let current = record;
    for (const { number } of unsent(record)) {
      const entry = current.entries.find(each => each.number === number)!;
      const waitMs = (entry.retryAt ?? 0) - this.#options.now();
      if (waitMs > 0) {
        return waitMs;
      }
      const next = await this.#deliver(current, entry, target);
      if (!next) {
        // Somebody else was faster, and is looked at soon.
        return 50;
      }
      current = next;
      const after = current.entries.find(each => each.number === number)!;
      if (after.sentAt === undefined) {
        return (after.retryAt ?? 0) - this.#options.now();
      }
    }
    return undefined;
  }

  /** @returns what is kept now; undefined when somebody else was faster */
  async #deliver(
    record: NoticeRecord,
    entry: NoticeEntry,
    target: Target,
  ): Promise<NoticeRecord | undefined> {
    const { directory, notifications, now, store } = this.#options;
    const { number } = entry;
    try {
      const resolved = await within(
        ANSWER_MS,
        directory.resolve(entry.to, { entities: target.entities, now: now() }),
      );
      const known = await store.write(
        withEntryChange(record, number, { resolved }),
        now(),
      );
      if (!known) {
        return undefined;
      }
      if (resolved.recipients.length === 0) {
        this.#sayUnheard(target, resolved.missing);
      } else {
        const newcomers = newcomersOf(record, entry, resolved.users);
        await within(
          ANSWER_MS,
          notifications.send({
            recipients: {
              type: 'entity',
              entityRef: [...resolved.recipients],
              ...(newcomers.length > 0 ? { excludeEntityRef: newcomers } : {}),
            },
            payload: target.text(entry),
          }),
        );
      }
      return await this.#sent(known, number, target);
    } catch (error) {
      return await this.#failed(record, entry, error);
    }
  }

  async #sent(
    record: NoticeRecord,
    number: number,
    target: Target,
  ): Promise<NoticeRecord | undefined> {
    const { incidents, instruments, logger, now, store } = this.#options;
    const written = await store.write(
      withEntryChange(record, number, {
        sentAt: now(),
        failure: undefined,
        retryAt: undefined,
      }),
      now(),
    );
    const entry = written?.entries.find(each => each.number === number);
    if (!entry) {
      return undefined;
    }
    instruments.sent(record.cluster, entry, target.openedAt);
    for (const incident of target.incidents) {
      await incidents
        .note(incident, { message: tellingOf(entry) })
        .catch(error =>
          logger.warn(
            `The history of incident ${incident} does not say who was told: ${stringifyError(
              error,
            )}`,
          ),
        );
    }
    return written;
  }

  async #failed(
    record: NoticeRecord,
    entry: NoticeEntry,
    error: unknown,
  ): Promise<NoticeRecord | undefined> {
    const { instruments, logger, now, store } = this.#options;
    const latest = (await store.get(record.key)) ?? record;
    const tries = entry.tries + 1;
    const waitMs = backoffOf(tries, BACKOFF);
    instruments.failed(record.cluster);
    logger.warn(
      `${
        record.key
      }: nobody could be told, and it is tried again in ${waitMs} ms: ${stringifyError(
        error,
      )}`,
    );
    return await store.write(
      withEntryChange(latest, entry.number, {
        tries,
        retryAt: now() + waitMs,
        failure: `It could not be sent, and is tried again: ${
          error instanceof Error ? error.message : String(error)
        }`.slice(0, 500),
      }),
      now(),
    );
  }

  #sayUnheard(
    { record }: Target,
    missing: readonly { recipient: string; why: string }[],
  ): void {
    this.#options.instruments.unheard(record.cluster);
    this.#options.logger.warn(
      `${record.key}: nobody could be found to tell: ${missing
        .map(({ recipient, why }) => `${recipient} (${why})`)
        .join(', ')}`,
    );
  }
}

/** That something is over is for those who were told that it was there. */
function newcomersOf(
  record: NoticeRecord,
  { reason }: NoticeEntry,
  users: readonly string[],
): string[] {
  if (reason !== 'over') {
    return [];
  }
  const told = new Set(
    record.entries.flatMap(({ resolved }) => resolved?.users ?? []),
  );
  return users.filter(user => !told.has(user));
}
