import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Rollout } from '@groundcrew/plugin-deployments-common';
import { deploymentsTranslationRef } from '../../translation';
import styles from './RolloutState.module.css';

/** Props of {@link RolloutState}. */
export interface RolloutStateProps {
  rollout: Rollout;
  /** While a roll-out is under way, the version that it comes from. */
  previousVersion?: string;
}

/** How far a roll-out has come. Nothing when it is complete: there is nothing to tell then. */
export function RolloutState(props: RolloutStateProps) {
  const { rollout, previousVersion } = props;
  const { t } = useTranslationRef(deploymentsTranslationRef);
  if (rollout.state === 'complete') {
    return null;
  }
  const percent = String(Math.round(rollout.progress * 100));
  const words = {
    progressing: previousVersion
      ? t('flow.rolloutFrom', { percent, version: previousVersion })
      : t('flow.rolloutProgressing', { percent }),
    paused: t('flow.rolloutPaused', { percent }),
    stalled: t('flow.rolloutStalled', { percent }),
  }[rollout.state];
  return (
    <span
      className={styles.rollout}
      data-state={rollout.state}
      title={rollout.message}
    >
      {t('flow.rollout')} {words}
    </span>
  );
}
