import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import {
  CopyableText,
  StatusIcon,
  useStableOrder,
} from '@groundcrew/plugin-clusters-react';
import type { WorkloadDetail } from '@groundcrew/plugin-deployments-common';
import { objectKey } from '../../hooks/objectKey';
import { deploymentsTranslationRef } from '../../translation';
import { DataTable } from '../DataTable';
import styles from './WorkloadRelated.module.css';

/** Props of {@link RelatedTab}. */
export interface RelatedTabProps {
  detail: WorkloadDetail;
}

/** What stands beside a workload: Services, scalers, budgets, configuration, volumes … What needs a look comes first. */
export function RelatedTab(props: RelatedTabProps) {
  const { workload, related } = props.detail;
  const { t } = useTranslationRef(deploymentsTranslationRef);
  const ordered = useStableOrder(
    [...related].sort(
      (left, right) => Number(left.healthy) - Number(right.healthy),
    ),
    ({ ref }) => objectKey(ref),
  );
  if (related.length === 0) {
    return (
      <Text as="p" variant="body-medium" color="secondary">
        {t('related.none')}
      </Text>
    );
  }
  return (
    <DataTable label={t('related.label', { name: workload.ref.name })}>
      <thead>
        <tr>
          <th scope="col">{t('related.object')}</th>
          <th scope="col">{t('related.state')}</th>
        </tr>
      </thead>
      <tbody>
        {ordered.map(({ ref, summary, healthy }) => (
          <tr key={objectKey(ref)}>
            <th scope="row">
              <span className={styles.object}>
                <span className={styles.kind}>{ref.kind}</span>
                <CopyableText text={ref.name} />
              </span>
            </th>
            <td>
              <span
                className={styles.state}
                data-healthy={healthy}
                title={t(healthy ? 'related.healthy' : 'related.unhealthy')}
              >
                <StatusIcon status={healthy ? 'running' : 'degraded'} />
                {summary}
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}
