import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { OperationList } from '@groundcrew/plugin-operations-common';
import { useOperationsPaths } from '@groundcrew/plugin-operations-react';
import { NavLink } from 'react-router-dom';
import { operationsTranslationRef } from '../../translation';
import styles from './OperationsTabs.module.css';

/** Props of {@link OperationsTabs}. */
export interface OperationsTabsProps {
  /** What waits for a decision of whoever is signed in. */
  waiting: OperationList | undefined;
}

/** The parts of the Operations page. They are links: each has its own address. */
export function OperationsTabs(props: OperationsTabsProps) {
  const { waiting } = props;
  const { t } = useTranslationRef(operationsTranslationRef);
  const paths = useOperationsPaths();
  if (!paths) {
    return null;
  }
  const amount = waiting?.operations.length ?? 0;
  const more = waiting?.nextCursor ? '+' : '';
  return (
    <nav className={styles.tabs} aria-label={t('tabs.label')}>
      <NavLink className={styles.tab} to={paths.waiting}>
        {amount > 0
          ? t('tabs.waitingCount', { amount: `${amount}${more}` })
          : t('tabs.waiting')}
      </NavLink>
      <NavLink className={styles.tab} to={paths.all} end>
        {t('tabs.all')}
      </NavLink>
    </nav>
  );
}
