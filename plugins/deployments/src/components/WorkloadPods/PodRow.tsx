import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ObjectRef } from '@groundcrew/plugin-clusters-common';
import {
  CopyableText,
  RelativeTime,
  StatusIcon,
} from '@groundcrew/plugin-clusters-react';
import type { PodView } from '@groundcrew/plugin-deployments-common';
import { VerbMenu } from '@groundcrew/plugin-operations-react';
import { RiArrowDownSLine, RiArrowRightSLine } from '@remixicon/react';
import { useId } from 'react';
import { deploymentsTranslationRef } from '../../translation';
import { ContainerTable } from './ContainerTable';
import { podStatus } from './podStatus';
import styles from './WorkloadPods.module.css';

/** Props of {@link PodRow}. */
export interface PodRowProps {
  pod: PodView;
  workload: ObjectRef;
  entityRef: string;
  logsAllowed: boolean;
  isExpanded: boolean;
  onToggle(): void;
}

/** One pod; unfolded, its containers and the conditions that it does not meet. */
export function PodRow(props: PodRowProps) {
  const { pod, workload, entityRef, logsAllowed, isExpanded, onToggle } = props;
  const { t } = useTranslationRef(deploymentsTranslationRef);
  const detailsId = useId();
  const containers = pod.containers.filter(
    container => container.type !== 'init',
  );
  const ready = containers.filter(container => container.ready).length;
  return (
    <tbody>
      <tr>
        <th scope="row" className={styles.name}>
          <button
            type="button"
            className={styles.toggle}
            aria-expanded={isExpanded}
            aria-controls={detailsId}
            aria-label={t('pods.details', { pod: pod.name })}
            onClick={onToggle}
          >
            {isExpanded ? (
              <RiArrowDownSLine size={18} aria-hidden />
            ) : (
              <RiArrowRightSLine size={18} aria-hidden />
            )}
          </button>
          <CopyableText text={pod.name} />
        </th>
        <td>
          <span className={styles.status} data-status={podStatus(pod)}>
            <StatusIcon status={podStatus(pod)} />
            {pod.status}
          </span>
        </td>
        <td data-align="right">
          {ready} / {containers.length}
        </td>
        <td data-align="right">{pod.restarts}</td>
        <td data-align="right">
          {pod.createdAt && (
            <RelativeTime at={pod.createdAt} format="duration" />
          )}
        </td>
        <td>{pod.node && <code className={styles.node}>{pod.node}</code>}</td>
        <td>
          <VerbMenu
            target={{
              cluster: workload.cluster,
              namespace: workload.namespace,
              kind: 'Pod',
              name: pod.name,
              uid: pod.uid,
              entityRef,
            }}
          />
        </td>
      </tr>
      <tr id={detailsId} hidden={!isExpanded} data-continued>
        <td colSpan={7}>
          {isExpanded && (
            <div className={styles.inner}>
              {pod.unmetConditions.length > 0 && (
                <ul className={styles.unmet} aria-label={t('pods.unmet')}>
                  {pod.unmetConditions.map(({ type, reason, message }) => (
                    <li key={type}>
                      <strong>
                        {t('pods.unmet')}: {type}
                      </strong>{' '}
                      {message ?? reason}
                    </li>
                  ))}
                </ul>
              )}
              <ContainerTable
                pod={pod}
                workload={workload}
                logsAllowed={logsAllowed}
              />
            </div>
          )}
        </td>
      </tr>
    </tbody>
  );
}
