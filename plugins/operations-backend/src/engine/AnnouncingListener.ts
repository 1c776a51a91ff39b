import type {
  AuditorService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { EventsService } from '@backstage/plugin-events-node';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { SignalsService } from '@backstage/plugin-signals-node';
import {
  actorName,
  isFinal,
  OPERATION_CHANGED_CHANNEL,
  OPERATIONS_TOPIC,
  type OperationEvent,
} from '@groundcrew/plugin-operations-common';
import type { OperationListener } from './OperationListener';
import type { OperationRecord } from './OperationRecord';

/** Options of {@link AnnouncingListener.create}. */
export interface AnnouncingListenerOptions {
  auditor: AuditorService;
  events: EventsService;
  logger: LoggerService;
  notifications: NotificationService;
  signals: SignalsService;
}

/** Tells the world of transitions: open pages, other plugins, the auditor's log, and the people who have to do something. */
export class AnnouncingListener implements OperationListener {
  readonly #options: AnnouncingListenerOptions;

  static create(options: AnnouncingListenerOptions): AnnouncingListener {
    return new AnnouncingListener(options);
  }

  private constructor(options: AnnouncingListenerOptions) {
    this.#options = options;
  }

  operationChanged({
    before,
    after,
    seen,
  }: Parameters<OperationListener['operationChanged']>[0]): void {
    const { auditor, signals } = this.#options;
    const { id, revision, phase } = after;
    this.#try(
      signals.publish({
        recipients: { type: 'broadcast' },
        channel: OPERATION_CHANGED_CHANNEL,
        message: { id, revision },
      }),
    );
    this.#try(
      auditor
        .createEvent({
          eventId: 'operation-transition',
          severityLevel: 'medium',
          meta: {
            actionType: seen?.type ?? 'submitted',
            operationId: id,
            operation: after.operation,
            target: { ...after.target },
            requestedBy: actorName(after.requestedBy),
            phase,
            phaseReason: after.phaseReason,
          },
        })
        .then(event => event.success()),
    );
    if (phase !== before?.phase) {
      this.#notify(after);
      this.#publish({
        id,
        operation: after.operation,
        target: after.target,
        phase,
        verification: seen?.type === 'verified' ? seen.outcome : undefined,
      });
    }
  }

  #notify(after: OperationRecord): void {
    const { approval, id, phase, phaseReason, requestedBy, title } = after;
    const requester =
      requestedBy.type === 'user' ? requestedBy.entityRef : undefined;
    const link = `/operations/${id}`;
    const topic = `operation ${id}`;
    if (phase === 'awaiting-approval' && approval?.approvers.length) {
      this.#send({
        recipients: {
          type: 'entity',
          entityRef: approval.approvers,
          excludeEntityRef: requester,
        },
        payload: {
          title: `${title}: your approval is asked for`,
          description: `${actorName(requestedBy)} asks${
            after.reason ? `: ${after.reason}` : ''
          }`,
          link,
          topic,
          severity: 'high',
        },
      });
    }
    const isAnswered =
      phase === 'needs-confirmation' || (isFinal(phase) && approval);
    if (isAnswered && requester) {
      this.#send({
        recipients: { type: 'entity', entityRef: requester },
        payload: {
          title: `${title}: ${
            phase === 'needs-confirmation' ? 'confirm it' : phase
          }`,
          description: phaseReason,
          link,
          topic,
          severity: 'normal',
        },
      });
    }
  }

  /** For other plugins. */
  #publish(eventPayload: OperationEvent): void {
    const { events } = this.#options;
    this.#try(events.publish({ topic: OPERATIONS_TOPIC, eventPayload }));
  }

  #send(notification: Parameters<NotificationService['send']>[0]): void {
    this.#try(this.#options.notifications.send(notification));
  }

  /** Nobody's news may hold up an operation. */
  #try(work: Promise<unknown>): void {
    work.catch(error =>
      this.#options.logger.warn(
        `A change of an operation could not be announced: ${stringifyError(
          error,
        )}`,
      ),
    );
  }
}
