import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ClusterHealth } from '@groundcrew/plugin-clusters-common';
import { clustersTranslationRef } from '../../translation';
import styles from './HealthScore.module.css';

/** Props of {@link HealthScore}. */
export interface HealthScoreProps {
  health: ClusterHealth;
  /** Whether every part is listed, or only those that are not as they should be. */
  detailed?: boolean;
}

/** The health of a cluster as a number, with the reasons that keep it from 100. */
export function HealthScore(props: HealthScoreProps) {
  const { health, detailed = false } = props;
  const { t } = useTranslationRef(clustersTranslationRef);
  const score = Math.round(health.score);
  const shown = health.components.filter(({ reason }) => detailed || reason);
  return (
    <div className={styles.root}>
      <span
        className={styles.score}
        data-level={levelOf(score)}
        role="img"
        aria-label={t('health.label', { score: String(score) })}
      >
        {score}
      </span>
      {shown.length === 0 ? (
        <span className={styles.quiet}>{t('health.perfect')}</span>
      ) : (
        <ul className={styles.reasons}>
          {shown.map(component => (
            <li key={component.id}>
              {component.reason ? (
                sentence(component.reason)
              ) : (
                <>
                  <span className={styles.part}>
                    {t(`health.component.${component.id}`)}
                  </span>{' '}
                  {Math.round(component.score)}
                </>
              )}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function levelOf(score: number): 'good' | 'fair' | 'bad' {
  if (score >= 90) {
    return 'good';
  }
  return score >= 60 ? 'fair' : 'bad';
}

function sentence(words: string): string {
  return words.charAt(0).toLocaleUpperCase('en') + words.slice(1);
}
