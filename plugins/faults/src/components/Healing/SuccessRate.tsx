import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { HealingPolicyView } from '@groundcrew/plugin-faults-common';
import { faultsTranslationRef } from '../../translation';
import styles from './Healing.module.css';

/** Props of {@link SuccessRate}. */
export interface SuccessRateProps {
  record: HealingPolicyView['record'];
}

/** How often a policy healed, and between what its success rate lies. */
export function SuccessRate(props: SuccessRateProps) {
  const { acted, success } = props.record;
  const { t } = useTranslationRef(faultsTranslationRef);
  if (!success) {
    return (
      <span className={styles.quiet}>
        {t(acted === 0 ? 'policies.untried' : 'policies.unlearnt')}
      </span>
    );
  }
  return (
    <span className={styles.record}>
      {t('policies.rate', {
        healed: String(Math.round(success.rate * success.of)),
        judged: String(success.of),
        low: percent(success.low),
        high: percent(success.high),
      })}
    </span>
  );
}

function percent(share: number): string {
  return String(Math.round(share * 100));
}
