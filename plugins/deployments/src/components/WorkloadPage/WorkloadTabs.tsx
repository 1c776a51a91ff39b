import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ObjectRef } from '@groundcrew/plugin-clusters-common';
import { NavLink } from 'react-router-dom';
import {
  useDeploymentsPaths,
  WORKLOAD_TABS,
} from '../../hooks/useDeploymentsPaths';
import { deploymentsTranslationRef } from '../../translation';
import styles from './WorkloadTabs.module.css';

/** Props of {@link WorkloadTabs}. */
export interface WorkloadTabsProps {
  workload: ObjectRef;
}

/** The parts of a workload's page. They are links: each has its own address. */
export function WorkloadTabs(props: WorkloadTabsProps) {
  const { workload } = props;
  const { t } = useTranslationRef(deploymentsTranslationRef);
  const paths = useDeploymentsPaths();
  if (!paths) {
    return null;
  }
  return (
    <nav className={styles.tabs} aria-label={t('workload.tabs')}>
      {WORKLOAD_TABS.map(tab => (
        <NavLink
          key={tab}
          className={styles.tab}
          to={paths.workload(workload, tab)}
          end
        >
          {t(`tabs.${tab}`)}
        </NavLink>
      ))}
    </nav>
  );
}
