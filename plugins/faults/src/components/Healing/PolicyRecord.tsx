import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { HealingPolicyView } from '@groundcrew/plugin-faults-common';
import { faultsTranslationRef } from '../../translation';
import styles from './Healing.module.css';
import { SavedTime } from './SavedTime';

/** Props of {@link PolicyRecord}. */
export interface PolicyRecordProps {
  record: HealingPolicyView['record'];
}

/** What came of a policy so far. */
export function PolicyRecord(props: PolicyRecordProps) {
  const { acted, fired, healed, reverted, saved } = props.record;
  const { t } = useTranslationRef(faultsTranslationRef);
  if (fired === 0) {
    return <span className={styles.quiet}>{t('policies.neverFired')}</span>;
  }
  const words =
    acted === 0
      ? [t('policies.neverActed')]
      : [
          t('policies.acted', { count: acted }),
          t('policies.healed', { amount: String(healed) }),
          t('policies.reverted', { amount: String(reverted) }),
        ];
  return (
    <>
      <span className={styles.record}>
        {[t('policies.fired', { count: fired }), ...words].join(', ')}
      </span>
      {saved && <SavedTime saved={saved} />}
    </>
  );
}
