import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/ui';
import { RelativeTime } from '@groundcrew/plugin-clusters-react';
import type { AlertView } from '@groundcrew/plugin-faults-common';
import { useIncidentsPaths } from '../../hooks/useIncidentsPaths';
import { faultsTranslationRef } from '../../translation';
import { Fold } from '../Fold';
import { ObjectName } from '../ObjectName';
import styles from './Alerts.module.css';
import { AlertStateBadge } from './AlertStateBadge';
import { ImportanceScore } from './ImportanceScore';
import { SilenceList } from './SilenceList';

/** Props of {@link AlertRow}. */
export interface AlertRowProps {
  alert: AlertView;
}

/** One alert: what it is about, how important it is, and where it belongs. */
export function AlertRow(props: AlertRowProps) {
  const { alert } = props;
  const { cluster, generatorUrl, incidentId, labels, name, object } = alert;
  const { t } = useTranslationRef(faultsTranslationRef);
  const paths = useIncidentsPaths();
  const counts = [
    t('alerts.seen', { count: alert.timesSeen }),
    alert.flaps > 0 && t('alerts.flaps', { count: alert.flaps }),
  ]
    .filter(Boolean)
    .join(', ');
  return (
    <tr>
      <th scope="row" className={styles.alert}>
        {generatorUrl ? (
          <Link
            href={generatorUrl}
            target="_blank"
            rel="noreferrer"
            aria-label={t('alerts.rule', { name })}
          >
            {name}
          </Link>
        ) : (
          name
        )}
        {alert.summary && <div className={styles.quiet}>{alert.summary}</div>}
        <div className={styles.quiet}>{counts}</div>
        <Fold title={t('alerts.labels')}>
          <p className={styles.facts}>
            {Object.entries(labels)
              .map(([label, value]) => `${label}="${value}"`)
              .join(', ')}
          </p>
          {alert.groupKey && (
            <p className={styles.facts}>
              {t('alerts.group')}: {alert.groupKey}
            </p>
          )}
        </Fold>
      </th>
      <td className={styles.object}>
        {object ? (
          <ObjectName object={object} />
        ) : (
          <span className={styles.quiet}>
            {cluster || t('alerts.unknownCluster')} / {t('alerts.noObject')}
          </span>
        )}
      </td>
      <td>
        <AlertStateBadge state={alert.state} />
        {alert.recordedBecause && (
          <div className={styles.quiet}>{alert.recordedBecause}</div>
        )}
      </td>
      <td className={styles.importance}>
        <ImportanceScore importance={alert.importance} />
      </td>
      <td>
        <RelativeTime at={alert.endsAt ?? alert.startsAt} />
      </td>
      <td className={styles.incident}>
        {incidentId !== undefined && paths && (
          <Link href={paths.incident(incidentId)}>
            {t('alerts.openIncident', { id: String(incidentId) })}
          </Link>
        )}
      </td>
      <td>
        <SilenceList silences={alert.silences} />
      </td>
    </tr>
  );
}
