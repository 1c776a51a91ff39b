import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/ui';
import type { ObjectRef } from '@groundcrew/plugin-clusters-common';
import type { ContainerView } from '@groundcrew/plugin-deployments-common';
import { RiLockLine } from '@remixicon/react';
import { useDeploymentsPaths } from '../../hooks/useDeploymentsPaths';
import { deploymentsTranslationRef } from '../../translation';
import styles from './WorkloadPods.module.css';

/** Props of {@link ContainerLogLinks}. */
export interface ContainerLogLinksProps {
  pod: string;
  container: ContainerView;
  workload: ObjectRef;
  logsAllowed: boolean;
}

/** The ways to the logs of a container: of the run that is, and of the one before. */
export function ContainerLogLinks(props: ContainerLogLinksProps) {
  const { pod, container, workload, logsAllowed } = props;
  const { t } = useTranslationRef(deploymentsTranslationRef);
  const paths = useDeploymentsPaths();
  if (!logsAllowed) {
    return (
      <span className={styles.forbidden}>
        <RiLockLine size={14} aria-hidden />
        {t('pods.logsForbidden')}
      </span>
    );
  }
  if (!paths) {
    return null;
  }
  const log = { pod, container: container.name };
  return (
    <span className={styles.logs}>
      <Link href={paths.logs(workload, log)}>{t('pods.logs')}</Link>
      {(container.lastTermination || container.restarts > 0) && (
        <Link href={paths.logs(workload, { ...log, previous: true })}>
          {t('pods.previousLogs')}
        </Link>
      )}
    </span>
  );
}
