import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link, Text } from '@backstage/ui';
import type { ObjectRef } from '@groundcrew/plugin-clusters-common';
import { RelativeTime } from '@groundcrew/plugin-clusters-react';
import { useDeploymentsPaths } from '../../hooks/useDeploymentsPaths';
import { deploymentsTranslationRef } from '../../translation';
import styles from './WorkloadPage.module.css';

/** Props of {@link DeletedWorkload}. */
export interface DeletedWorkloadProps {
  entity: string;
  workload: ObjectRef;
  /** When it was found to be gone, as ISO 8601. Left out when it was never seen here. */
  deletedAt: string | undefined;
}

/** Says that a workload is gone, since when, and where to go on. */
export function DeletedWorkload(props: DeletedWorkloadProps) {
  const { entity, workload, deletedAt } = props;
  const { t } = useTranslationRef(deploymentsTranslationRef);
  const paths = useDeploymentsPaths();
  return (
    <section className={styles.deleted} role="status">
      <Text as="h2" variant="title-x-small">
        {t('workload.deletedTitle', {
          kind: workload.kind,
          name: workload.name,
        })}
      </Text>
      <Text as="p" variant="body-medium">
        {deletedAt
          ? t('workload.deletedAgo', {
              when: <RelativeTime at={deletedAt} />,
              entity,
            })
          : t('workload.missing', {
              place: `${workload.cluster} / ${workload.namespace}`,
              entity,
            })}
      </Text>
      {paths && (
        <Link href={paths.overview}>{t('workload.backToAll', { entity })}</Link>
      )}
    </section>
  );
}
