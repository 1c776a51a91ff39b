import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  useOperationList,
  useOperationsPaths,
} from '@groundcrew/plugin-operations-react';
import { NavLink } from 'react-router-dom';
import { operationsTranslationRef } from '../../translation';
import { WAITING_FOR_ME } from '../WaitingOperations/waitingForMe';
import styles from './OperationsTabs.module.css';

/** The parts of the Operations page. They are links: each has its own address. */
export function OperationsTabs() {
  const { t } = useTranslationRef(operationsTranslationRef);
  const paths = useOperationsPaths();
  const { data } = useOperationList(WAITING_FOR_ME);
  if (!paths) {
    return null;
  }
  const amount = data?.operations.length ?? 0;
  const more = data?.nextCursor ? '+' : '';
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
