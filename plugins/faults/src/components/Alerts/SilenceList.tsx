import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { AlertSilence } from '@groundcrew/plugin-faults-common';
import { faultsTranslationRef } from '../../translation';
import styles from './Alerts.module.css';

/** Props of {@link SilenceList}. */
export interface SilenceListProps {
  silences: readonly AlertSilence[];
}

/** By whom an alert is silenced in Alertmanager, until when and why. */
export function SilenceList(props: SilenceListProps) {
  const { t } = useTranslationRef(faultsTranslationRef);
  return (
    <>
      {props.silences.map(silence => (
        <div key={`${silence.server} ${silence.id}`}>
          {t('alerts.silencedBy', {
            who: silence.createdBy,
            until: (
              <time dateTime={silence.endsAt}>
                {new Date(silence.endsAt).toLocaleString()}
              </time>
            ),
          })}
          <div className={styles.quiet}>
            {silence.comment}
            {silence.isOurs && ` (${t('alerts.ours')})`}
          </div>
        </div>
      ))}
    </>
  );
}
