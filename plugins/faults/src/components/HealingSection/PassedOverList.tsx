import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { HealingView } from '@groundcrew/plugin-faults-common';
import { faultsTranslationRef } from '../../translation';
import { Fold } from '../Fold';
import styles from './HealingSection.module.css';

/** Props of {@link PassedOverList}. */
export interface PassedOverListProps {
  passedOver: HealingView['passedOver'];
}

/** Policies that are for this fault and do nothing, and why. */
export function PassedOverList(props: PassedOverListProps) {
  const { passedOver } = props;
  const { t } = useTranslationRef(faultsTranslationRef);
  return (
    <Fold title={t('healing.passedOver', { count: passedOver.length })}>
      <ul className={styles.passedOver}>
        {passedOver.map(({ policy, reason }, index) => (
          <li key={index}>
            <span>{policy}</span>
            <span className={styles.quiet}>{reason}</span>
          </li>
        ))}
      </ul>
    </Fold>
  );
}
