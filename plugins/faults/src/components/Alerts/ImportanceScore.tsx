import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Importance } from '@groundcrew/plugin-faults-common';
import { faultsTranslationRef } from '../../translation';
import { Fold } from '../Fold';
import styles from './Alerts.module.css';

/** Props of {@link ImportanceScore}. */
export interface ImportanceScoreProps {
  importance: Importance;
}

/** How important an alert is; unfolded, what makes it so. */
export function ImportanceScore(props: ImportanceScoreProps) {
  const { score, terms } = props.importance;
  const { t } = useTranslationRef(faultsTranslationRef);
  return (
    <Fold title={t('alerts.scoreOf', { score: score.toFixed(2) })}>
      <ul className={styles.terms}>
        {terms.map(({ id, message, weight }) => (
          <li key={id}>
            <span className={styles.weight}>
              {weight > 0 ? '+' : '−'}
              {Math.abs(weight).toFixed(2)}
            </span>
            {message}
          </li>
        ))}
      </ul>
    </Fold>
  );
}
