import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { Link } from '@backstage/ui';
import { RelativeTime } from '@groundcrew/plugin-clusters-react';
import type { IncidentSummary } from '@groundcrew/plugin-faults-common';
import { shortRef } from '@groundcrew/plugin-operations-react';
import { useDuration } from '../../hooks/useDuration';
import { useIncidentsPaths } from '../../hooks/useIncidentsPaths';
import { faultsTranslationRef } from '../../translation';
import { AnswerState } from '../AnswerState';
import { IncidentPhaseBadge } from '../IncidentPhaseBadge';
import { ObjectName } from '../ObjectName';
import { SeverityBadge } from '../SeverityBadge';
import styles from './IncidentTable.module.css';

/** How many entities a row names. */
const NAMED = 2;

/** Props of {@link IncidentRow}. */
export interface IncidentRowProps {
  incident: IncidentSummary;
}

/** One incident. */
export function IncidentRow(props: IncidentRowProps) {
  const { incident } = props;
  const { assignee, entities, environment, mutedUntil, object, openedAt } =
    incident;
  const { t } = useTranslationRef(faultsTranslationRef);
  const duration = useDuration();
  const paths = useIncidentsPaths();
  const remarks = [
    incident.symptomCount > 0 &&
      t('table.symptoms', { count: incident.symptomCount }),
    incident.reopened > 0 && t('table.reopened', { count: incident.reopened }),
    incident.suspect &&
      t('table.suspect', { change: incident.suspect.message }),
    mutedUntil &&
      t('table.mutedUntil', { until: new Date(mutedUntil).toLocaleString() }),
  ].filter(Boolean);
  return (
    <tr>
      <td className={styles.short}>
        <SeverityBadge severity={incident.severity} />
      </td>
      <th scope="row" className={styles.what}>
        {paths ? (
          <Link href={paths.incident(incident.id)}>{incident.title}</Link>
        ) : (
          incident.title
        )}
        <div className={styles.quiet}>{incident.message}</div>
        {remarks.length > 0 && (
          <div className={styles.quiet}>{remarks.join(' · ')}</div>
        )}
      </th>
      <td className={styles.state}>
        <IncidentPhaseBadge incident={incident} />
        <div className={styles.quiet}>
          <AnswerState incident={incident} />
        </div>
        {assignee && (
          <div className={styles.quiet} title={assignee}>
            {t('table.assigned', { who: shortRef(assignee) })}
          </div>
        )}
      </td>
      <td className={styles.where}>
        {environment && <div>{environment}</div>}
        <div className={styles.quiet}>
          <ObjectName object={object} />
        </div>
      </td>
      <td className={styles.where}>
        {entities.slice(0, NAMED).map(entity => (
          <div key={entity}>
            <EntityRefLink entityRef={entity} disableTooltip />
          </div>
        ))}
        {entities.length > NAMED && (
          <div className={styles.quiet}>
            {t('table.moreEntities', {
              amount: String(entities.length - NAMED),
            })}
          </div>
        )}
      </td>
      <td className={styles.short}>
        <RelativeTime at={openedAt} />
        {incident.resolvedAt && (
          <div className={styles.quiet}>
            {t('table.lastedFor', {
              time: duration(
                Date.parse(incident.resolvedAt) - Date.parse(openedAt),
              ),
            })}
          </div>
        )}
      </td>
    </tr>
  );
}
