import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/ui';
import { RelativeTime } from '@groundcrew/plugin-clusters-react';
import type { IncidentDetail } from '@groundcrew/plugin-faults-common';
import { useIncidentsPaths } from '../../hooks/useIncidentsPaths';
import { faultsTranslationRef } from '../../translation';
import styles from './IncidentHeader.module.css';

/** Props of {@link IncidentNotes}. */
export interface IncidentNotesProps {
  detail: IncidentDetail;
}

/** What is out of the ordinary in the life of an incident. */
export function IncidentNotes(props: IncidentNotesProps) {
  const {
    mergedFrom,
    mergedInto,
    mutedUntil,
    phase,
    recoveringSince,
    reopened,
    resolution,
    resolvedAt,
    splitFrom,
  } = props.detail;
  const { t } = useTranslationRef(faultsTranslationRef);
  const paths = useIncidentsPaths();
  const linkTo = (id: number) => {
    const number = t('incident.number', { id: String(id) });
    return paths ? <Link href={paths.incident(id)}>{number}</Link> : number;
  };
  const notes = [
    phase !== 'resolved' &&
      recoveringSince &&
      t('incident.recovering', {
        when: <RelativeTime at={recoveringSince} format="duration" />,
      }),
    resolvedAt &&
      resolution &&
      t(`incident.resolution.${resolution}`, {
        when: <RelativeTime at={resolvedAt} />,
      }),
    mutedUntil &&
      t('incident.muted', { until: new Date(mutedUntil).toLocaleString() }),
    mergedInto !== undefined &&
      t('incident.mergedInto', { incident: linkTo(mergedInto) }),
    mergedFrom.length > 0 &&
      t('incident.mergedFrom', {
        incidents: (
          <>
            {mergedFrom.map((id, index) => (
              <span key={id}>
                {index > 0 && ', '}
                {linkTo(id)}
              </span>
            ))}
          </>
        ),
      }),
    splitFrom !== undefined &&
      t('incident.splitFrom', { incident: linkTo(splitFrom) }),
    reopened > 0 && t('incident.reopened', { count: reopened }),
  ].filter(Boolean);
  if (notes.length === 0) {
    return null;
  }
  return (
    <ul className={styles.notes}>
      {notes.map((note, index) => (
        <li key={index}>{note}</li>
      ))}
    </ul>
  );
}
