import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text, VisuallyHidden } from '@backstage/ui';
import { useStableOrder } from '@groundcrew/plugin-clusters-react';
import type { WorkloadDetail } from '@groundcrew/plugin-deployments-common';
import { useState } from 'react';
import { deploymentsTranslationRef } from '../../translation';
import { DataTable } from '../DataTable';
import { PodRow } from './PodRow';
import { podsByUrgency } from './podsByUrgency';

/** Props of {@link PodsTab}. */
export interface PodsTabProps {
  detail: WorkloadDetail;
  entityRef: string;
}

/** The pods of a workload; each unfolds into its containers. */
export function PodsTab(props: PodsTabProps) {
  const { entityRef } = props;
  const { workload, pods, place } = props.detail;
  const { t } = useTranslationRef(deploymentsTranslationRef);
  const [expanded, setExpanded] = useState<ReadonlySet<string>>(new Set());
  const ordered = useStableOrder(podsByUrgency(pods), pod => pod.uid);

  if (pods.length === 0) {
    const isJob = ['Job', 'CronJob'].includes(workload.ref.kind);
    return (
      <Text as="p" variant="body-medium" color="secondary">
        {workload.status === 'stopped' && t('pods.noneStopped')}
        {workload.status !== 'stopped' &&
          t(isJob ? 'pods.noneJob' : 'pods.none')}
      </Text>
    );
  }

  const toggle = (uid: string) =>
    setExpanded(current => {
      const next = new Set(current);
      if (!next.delete(uid)) {
        next.add(uid);
      }
      return next;
    });

  return (
    <DataTable label={t('pods.label', { name: workload.ref.name })}>
      <thead>
        <tr>
          <th scope="col">{t('pods.name')}</th>
          <th scope="col">{t('pods.status')}</th>
          <th scope="col" data-align="right">
            {t('pods.ready')}
          </th>
          <th scope="col" data-align="right">
            {t('pods.restarts')}
          </th>
          <th scope="col" data-align="right">
            {t('pods.age')}
          </th>
          <th scope="col">{t('pods.node')}</th>
          <th scope="col">
            <VisuallyHidden>{t('pods.actions')}</VisuallyHidden>
          </th>
        </tr>
      </thead>
      {ordered.map(pod => (
        <PodRow
          key={pod.uid}
          pod={pod}
          workload={workload.ref}
          entityRef={entityRef}
          logsAllowed={place.logsAllowed}
          isExpanded={expanded.has(pod.uid)}
          onToggle={() => toggle(pod.uid)}
        />
      ))}
    </DataTable>
  );
}
