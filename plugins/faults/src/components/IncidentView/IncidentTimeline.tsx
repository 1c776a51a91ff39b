import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { RelativeTime } from '@groundcrew/plugin-clusters-react';
import type { TimelineEntry } from '@groundcrew/plugin-faults-common';
import { shortRef } from '@groundcrew/plugin-operations-react';
import { faultsTranslationRef } from '../../translation';
import styles from './IncidentTimeline.module.css';

/** Which entries stand out, and how. */
const TONES: Partial<Record<TimelineEntry['kind'], string>> = {
  opened: 'negative',
  reopened: 'negative',
  overdue: 'warning',
  'severity-changed': 'warning',
  acknowledged: 'active',
  resolved: 'positive',
};

/** Props of {@link IncidentTimeline}. */
export interface IncidentTimelineProps {
  entries: readonly TimelineEntry[];
}

/** What happened, the newest first. */
export function IncidentTimeline(props: IncidentTimelineProps) {
  const { t } = useTranslationRef(faultsTranslationRef);
  return (
    <ol className={styles.timeline} reversed>
      {[...props.entries].reverse().map((entry, index) => (
        <li
          key={props.entries.length - index}
          className={styles.entry}
          data-tone={TONES[entry.kind]}
        >
          <span className={styles.head}>
            <strong>{t(`timeline.kind.${entry.kind}`)}</strong>
            <span className={styles.quiet}>
              <RelativeTime at={entry.at} />
              {' · '}
              <span title={entry.actor}>
                {entry.actor ? shortRef(entry.actor) : t('timeline.groundcrew')}
              </span>
            </span>
          </span>
          <span className={styles.message}>{entry.message}</span>
        </li>
      ))}
    </ol>
  );
}
