import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ObjectRef } from '@groundcrew/plugin-clusters-common';
import { PageTabs } from '@groundcrew/plugin-clusters-react';
import {
  useDeploymentsPaths,
  WORKLOAD_TABS,
} from '../../hooks/useDeploymentsPaths';
import { deploymentsTranslationRef } from '../../translation';

/** Props of {@link WorkloadTabs}. */
export interface WorkloadTabsProps {
  workload: ObjectRef;
}

/** The parts of a workload's page. */
export function WorkloadTabs(props: WorkloadTabsProps) {
  const { workload } = props;
  const { t } = useTranslationRef(deploymentsTranslationRef);
  const paths = useDeploymentsPaths();
  if (!paths) {
    return null;
  }
  return (
    <PageTabs
      label={t('workload.tabs')}
      tabs={WORKLOAD_TABS.map(tab => ({
        to: paths.workload(workload, tab),
        title: t(`tabs.${tab}`),
        end: true,
      }))}
    />
  );
}
