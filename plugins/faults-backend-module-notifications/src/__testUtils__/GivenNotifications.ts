import type {
  NotificationSendOptions,
  NotificationService,
} from '@backstage/plugin-notifications-node';

/** Keeps what is sent, and fails where a test says so. */
export class GivenNotifications implements NotificationService {
  readonly sent: NotificationSendOptions[] = [];
  isAway = false;
  tries = 0;
  /** Called before anything is kept. */
  beforeSend: (() => Promise<void> | void) | undefined;

  async send(options: NotificationSendOptions): Promise<void> {
    this.tries += 1;
    await this.beforeSend?.();
    if (this.isAway) {
      throw new Error('connect ECONNREFUSED');
    }
    this.sent.push(options);
  }

  /** Who was sent what, in short. */
  lines(): string[] {
    return this.sent.map(({ payload, recipients }) => {
      const to = recipients.type === 'entity' ? recipients.entityRef : '*';
      return `${[to].flat().join(' ')} <- ${payload.severity} ${payload.title}`;
    });
  }

  /** One notification for each scope, as Backstage keeps them. */
  kept(): Map<string | undefined, NotificationSendOptions> {
    return new Map(this.sent.map(each => [each.payload.scope, each]));
  }
}
