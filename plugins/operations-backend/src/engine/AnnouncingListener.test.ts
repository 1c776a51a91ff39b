import { mockServices } from '@backstage/backend-test-utils';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { SignalsService } from '@backstage/plugin-signals-node';
import { eventually } from '@groundcrew/plugin-clusters-node/testUtils';
import { exampleOperation } from '../store/exampleOperation';
import { exampleAwaiting } from './__testUtils__/exampleSteps';
import { AnnouncingListener } from './AnnouncingListener';
import type { OperationRecord } from './OperationRecord';

type Sent = Parameters<NotificationService['send']>[0];

function createListener(failing = false) {
  const sent: Sent[] = [];
  const published: unknown[] = [];
  const answer = async () => {
    if (failing) {
      throw new Error('nobody there');
    }
  };
  const event = { success: jest.fn(async () => {}), fail: jest.fn() };
  const auditor = mockServices.auditor.mock({
    createEvent: async () => {
      await answer();
      return event;
    },
  });
  const logger = mockServices.logger.mock();
  const told: unknown[] = [];
  const listener = AnnouncingListener.create({
    auditor,
    events: {
      ...mockServices.events.mock(),
      async publish(params) {
        told.push(params);
        await answer();
      },
    },
    logger,
    notifications: {
      async send(notification: Sent) {
        sent.push(notification);
        await answer();
      },
    },
    signals: {
      async publish(signal: unknown) {
        published.push(signal);
        await answer();
      },
    } as SignalsService,
  });
  return { listener, sent, told, published, auditor, event, logger };
}

const dana = 'user:default/dana';
const ofHealer = {
  requestedBy: { type: 'automation', subject: 'external:healer' },
} as const;

describe('AnnouncingListener', () => {
  it('tells open pages and the auditor of every transition', async () => {
    const { listener, published, auditor, event } = createListener();
    const before = exampleOperation({ phase: 'running' });
    const after = exampleOperation({ phase: 'running', revision: 5 });
    listener.operationChanged({
      before,
      after,
      seen: { type: 'step-began', step: 'one', now: 0 },
    });
    expect(published).toEqual([
      {
        recipients: { type: 'broadcast' },
        channel: 'groundcrew-operations:operation-changed',
        // Nobody learns from it what they may not see.
        message: { id: 'op-1', revision: 5 },
      },
    ]);
    expect(auditor.createEvent).toHaveBeenCalledTimes(1);
    expect(auditor.createEvent).toHaveBeenCalledWith(
      expect.objectContaining({
        eventId: 'operation-transition',
        meta: expect.objectContaining({
          actionType: 'step-began',
          operationId: 'op-1',
          requestedBy: dana,
          phase: 'running',
        }),
      }),
    );
    await eventually(() => event.success.mock.calls.length === 1);
  });

  it('calls approvers, but not the one who asks', () => {
    const { listener, sent } = createListener();
    listener.operationChanged({
      after: exampleAwaiting(1, { reason: 'it leaks' }),
    });
    expect(sent).toEqual([
      {
        recipients: {
          type: 'entity',
          entityRef: ['group:default/checkout'],
          excludeEntityRef: dana,
        },
        payload: expect.objectContaining({
          title: 'Restart checkout: your approval is asked for',
          description: `${dana} asks: it leaks`,
          link: '/operations/op-1',
        }),
      },
    ]);
  });

  it.each<[string, OperationRecord | undefined, OperationRecord, string[]]>([
    [
      'approvers only once',
      exampleAwaiting(2),
      exampleAwaiting(2, { revision: 2 }),
      [],
    ],
    [
      'nobody, where nobody is named',
      undefined,
      exampleAwaiting(1, {
        approval: { ...exampleAwaiting(1).approval!, approvers: [] },
      }),
      [],
    ],
    [
      'whoever has to confirm',
      exampleOperation(),
      exampleOperation({ phase: 'needs-confirmation' }),
      [dana],
    ],
    [
      'whoever asked, of what became of an approved one',
      exampleAwaiting(1),
      exampleAwaiting(1, { phase: 'refused' }),
      [dana],
    ],
    [
      'nobody of what needed no approval',
      exampleOperation({ phase: 'verifying' }),
      exampleOperation({ phase: 'succeeded' }),
      [],
    ],
    [
      'no automation',
      exampleAwaiting(1, ofHealer),
      exampleAwaiting(1, { ...ofHealer, phase: 'expired' }),
      [],
    ],
  ])('calls %s', (_, before, after, recipients) => {
    const { listener, sent } = createListener();
    listener.operationChanged({ before, after });
    expect(
      sent.map(one => (one.recipients as { entityRef: string }).entityRef),
    ).toEqual(recipients);
  });

  it('never fails because nobody listens', async () => {
    const { listener, logger } = createListener(true);
    listener.operationChanged({ after: exampleAwaiting(1) });
    await eventually(() => logger.warn.mock.calls.length === 4);
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('nobody there'),
    );
  });

  it('tells other plugins of every phase, and what was seen of its effect', () => {
    const { listener, told } = createListener();
    const verifying = exampleOperation({ phase: 'verifying' });
    const failed = exampleOperation({ phase: 'failed' });
    listener.operationChanged({ before: verifying, after: verifying });
    listener.operationChanged({
      before: verifying,
      after: failed,
      seen: {
        type: 'verified',
        outcome: 'failed',
        message: 'no',
        now: 0,
        lookAgainAt: 0,
      },
    });
    expect(told).toEqual([
      {
        topic: 'groundcrew.operations',
        eventPayload: {
          id: 'op-1',
          operation: failed.operation,
          target: failed.target,
          phase: 'failed',
          verification: 'failed',
        },
      },
    ]);
  });
});
