import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  RelativeTime,
  useTickingText,
} from '@groundcrew/plugin-clusters-react';
import type { IncidentSummary } from '@groundcrew/plugin-faults-common';
import { shortRef } from '@groundcrew/plugin-operations-react';
import { useDuration } from '../../hooks/useDuration';
import { faultsTranslationRef } from '../../translation';
import styles from './AnswerState.module.css';

const HOUR_MS = 60 * 60_000;

/** Props of {@link AnswerState}. */
export interface AnswerStateProps {
  incident: Pick<
    IncidentSummary,
    'acknowledgedAt' | 'acknowledgedBy' | 'isOverdue' | 'phase' | 'respondBy'
  >;
}

/** Who answered for an incident and when, or until when somebody should. */
export function AnswerState(props: AnswerStateProps) {
  const { acknowledgedAt, acknowledgedBy, isOverdue, phase, respondBy } =
    props.incident;
  const { t } = useTranslationRef(faultsTranslationRef);
  const inMinutes = useDuration(1);
  const inHours = useDuration(2);
  const due = useTickingText(() => {
    const left = Date.parse(respondBy) - Date.now();
    // Seconds would only flicker beside minutes.
    const duration = Math.abs(left) < HOUR_MS ? inMinutes : inHours;
    return left >= 0 && !isOverdue
      ? t('incident.dueIn', { time: duration(left) })
      : t('incident.overdue', { time: duration(-left) });
  });
  if (acknowledgedAt) {
    const when = <RelativeTime at={acknowledgedAt} />;
    return acknowledgedBy ? (
      <span title={acknowledgedBy}>
        {t('incident.answered', { who: shortRef(acknowledgedBy), when })}
      </span>
    ) : (
      <span>{t('incident.answeredUnknown', { when })}</span>
    );
  }
  if (phase === 'resolved') {
    return <span>{t('incident.unanswered')}</span>;
  }
  return (
    <time
      className={styles.due}
      data-overdue={isOverdue}
      dateTime={respondBy}
      title={new Date(respondBy).toLocaleString()}
    >
      {due}
    </time>
  );
}
