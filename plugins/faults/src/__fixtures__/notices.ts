import type { NoticesView } from '@groundcrew/plugin-faults-common';
import { minutesAgo } from './incidents';

/** Who was told of an incident that nobody acknowledges; give what differs. */
export function noticesView(more: Partial<NoticesView> = {}): NoticesView {
  return {
    state: 'told',
    reason: 'Others are told unless somebody acknowledges it.',
    route: 'prod',
    next: {
      kind: 'escalate',
      at: minutesAgo(-12.5),
      recipients: ['oncall:platform', 'group:default/platform'],
    },
    notices: [
      {
        at: minutesAgo(18),
        sentAt: minutesAgo(18),
        reason: 'opened',
        message: 'It is P1.',
        route: 'prod',
        severity: 'P1',
        recipients: ['group:default/checkout'],
        missing: [],
      },
      {
        at: minutesAgo(3),
        sentAt: minutesAgo(3),
        reason: 'escalated',
        message: 'Nobody has acknowledged it for 15 min.',
        route: 'prod',
        severity: 'P1',
        recipients: ['user:default/omar'],
        missing: [
          { recipient: 'group:default/ghosts', why: 'It has no members.' },
        ],
      },
    ],
    ...more,
  };
}
