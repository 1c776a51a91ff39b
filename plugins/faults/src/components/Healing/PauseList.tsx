import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert } from '@backstage/ui';
import { RelativeTime } from '@groundcrew/plugin-clusters-react';
import type { HealingOverview } from '@groundcrew/plugin-faults-common';
import { ActorName } from '@groundcrew/plugin-operations-react';
import { faultsTranslationRef } from '../../translation';
import { ActionButton } from '../ActionButton';
import styles from './Healing.module.css';
import { usePlaceWords } from './usePlaceWords';

/** Props of {@link PauseList}. */
export interface PauseListProps {
  pauses: HealingOverview['pauses'];
  /** Why healing may not be let go on. Left out, it may. */
  blockedBy: string | undefined;
  onResume(pause: HealingOverview['pauses'][number]): void;
}

/** Where healing is paused, why and by whom, and the way to let it go on. */
export function PauseList(props: PauseListProps) {
  const { blockedBy, onResume, pauses } = props;
  const { t } = useTranslationRef(faultsTranslationRef);
  const placeWords = usePlaceWords();
  if (pauses.length === 0) {
    return null;
  }
  return (
    <ul className={styles.pauses} aria-label={t('policies.pauses')}>
      {pauses.map(pause => {
        const { cluster, pausedAt, pausedBy, reason } = pause;
        const where = placeWords(cluster);
        return (
          <li key={cluster ?? ''}>
            <Alert
              status="warning"
              icon
              title={t('policies.pauseTitle', { where })}
              description={
                <>
                  {reason}
                  <br />
                  {t('policies.pauseBy', {
                    who: (
                      <ActorName
                        actor={{ type: 'user', entityRef: pausedBy }}
                      />
                    ),
                    when: <RelativeTime at={pausedAt} />,
                  })}
                </>
              }
              customActions={
                <ActionButton
                  label={`${t('policies.resume')} …`}
                  ariaLabel={t('policies.resumeOf', { where })}
                  blockedBy={blockedBy}
                  onPress={() => onResume(pause)}
                />
              }
            />
          </li>
        );
      })}
    </ul>
  );
}
