import {
  ALERT_FIRING_FAULT,
  LIKELY_CONFIDENCE,
} from '@groundcrew/plugin-faults-common';
import {
  createDetector,
  type FindingDraft,
  type FiringAlert,
} from '@groundcrew/plugin-faults-node';

/** As many names as anybody reads in a sentence. */
const MOST_NAMES = 3;
/** As much evidence as anybody reads. */
const MOST_EVIDENCE = 10;

/**
 * Alerts of monitoring, on the objects that they are about. Each says that something is wrong and not why, so that whatever else is
 * likely explains it; where nothing does, it is what somebody has to look at.
 */
export const alertFiring = createDetector({
  id: 'alert-firing',
  title: 'Alerts of Prometheus',
  faults: [
    {
      id: ALERT_FIRING_FAULT,
      // What objects tell of has a detector: what is left is mostly that something answers slowly, or with errors.
      category: 'performance',
      title: 'An alert fires',
      isGeneral: true,
    },
  ],
  subjects: [
    'CronJob',
    'DaemonSet',
    'Deployment',
    'HorizontalPodAutoscaler',
    'Job',
    'Namespace',
    'Node',
    'PersistentVolumeClaim',
    'Pod',
    'ReplicaSet',
    'Rollout',
    'Service',
    'StatefulSet',
  ],

  detect({ kind = '', metadata }, { evidence }): FindingDraft[] {
    const { name = '', namespace } = metadata ?? {};
    const object = { kind, ...(namespace ? { namespace } : {}), name };
    const alerts = (evidence.alertsOf(object) ?? []).filter(
      ({ isImportant }) => isImportant,
    );
    return alerts.length === 0
      ? []
      : [
          {
            fault: ALERT_FIRING_FAULT,
            object,
            message: inWords(alerts),
            // Of all that may be called a cause, the least sure: it outranks nothing.
            confidence: LIKELY_CONFIDENCE,
            // Its rule has waited already.
            isLasting: true,
            isUrgent: alerts.some(({ isUrgent }) => isUrgent),
            evidence: alerts.slice(0, MOST_EVIDENCE).map(alert => ({
              source: 'alert',
              message: inFull(alert),
              object: alert.named ?? object,
              at: new Date(alert.startedAt).toISOString(),
            })),
          },
        ];
  },
});

function inWords(alerts: readonly FiringAlert[]): string {
  const names = [...new Set(alerts.map(({ name }) => name))];
  const more = names.length - MOST_NAMES;
  if (names.length === 1) {
    return alerts.length === 1
      ? `The alert ${inFull(alerts[0])}`
      : `The alert ${names[0]} fires ${alerts.length} times.`;
  }
  return more > 0
    ? `The alerts ${names
        .slice(0, MOST_NAMES)
        .join(', ')} and ${more} more fire.`
    : `The alerts ${names.slice(0, -1).join(', ')} and ${names.at(-1)} fire.`;
}

function inFull({ name, summary }: FiringAlert): string {
  return summary ? `${name} fires: ${summary}` : `${name} fires.`;
}
