import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/ui';
import type { ObjectRef } from '@groundcrew/plugin-clusters-common';
import { useDeploymentsPaths } from '../../hooks/useDeploymentsPaths';
import { deploymentsTranslationRef } from '../../translation';
import styles from './WorkloadPage.module.css';

/** Props of {@link WorkloadBreadcrumb}. */
export interface WorkloadBreadcrumbProps {
  workload: ObjectRef;
  environment?: string;
}

/** Where a workload is, with the way back. */
export function WorkloadBreadcrumb(props: WorkloadBreadcrumbProps) {
  const { workload, environment } = props;
  const { t } = useTranslationRef(deploymentsTranslationRef);
  const paths = useDeploymentsPaths();
  // A cluster is often named after its environment: once is enough.
  const steps = new Set([environment, workload.cluster, workload.namespace]);
  steps.delete(undefined);
  return (
    <nav aria-label={t('workload.breadcrumb')}>
      <ol className={styles.breadcrumb}>
        <li>
          {paths ? (
            <Link href={paths.overview}>{t('workload.back')}</Link>
          ) : (
            t('workload.back')
          )}
        </li>
        {[...steps].map((step, index) => (
          <li key={index}>{step}</li>
        ))}
        <li aria-current="page">{workload.name}</li>
      </ol>
    </nav>
  );
}
