import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ObjectRef } from '@groundcrew/plugin-clusters-common';
import { CopyableText } from '@groundcrew/plugin-clusters-react';
import type { PodView } from '@groundcrew/plugin-deployments-common';
import { deploymentsTranslationRef } from '../../translation';
import { ContainerLogLinks } from './ContainerLogLinks';
import { ContainerStateWords } from './ContainerStateWords';
import { resourceRows } from './resourceRows';
import styles from './WorkloadPods.module.css';

/** Props of {@link ContainerTable}. */
export interface ContainerTableProps {
  pod: PodView;
  workload: ObjectRef;
  logsAllowed: boolean;
}

/** The containers of a pod: what they do, how their last run ended, what they may use. */
export function ContainerTable(props: ContainerTableProps) {
  const { pod, workload, logsAllowed } = props;
  const { t } = useTranslationRef(deploymentsTranslationRef);
  return (
    <table
      className={styles.containers}
      aria-label={t('pods.details', { pod: pod.name })}
    >
      <thead>
        <tr>
          <th scope="col">{t('pods.container')}</th>
          <th scope="col">{t('pods.state')}</th>
          <th scope="col">{t('pods.last')}</th>
          <th scope="col">{t('pods.resources')}</th>
          <th scope="col">{t('pods.logs')}</th>
        </tr>
      </thead>
      <tbody>
        {pod.containers.map(container => (
          <tr key={container.name}>
            <th scope="row">
              <span className={styles.container}>
                <strong>{container.name}</strong>
                {container.type !== 'app' && (
                  <span className={styles.quiet}>
                    {t(`pods.${container.type}`)}
                  </span>
                )}
              </span>
              <CopyableText text={container.image} />
            </th>
            <td>
              <ContainerStateWords state={container.state} />
            </td>
            <td>
              {container.lastTermination ? (
                <ContainerStateWords state={container.lastTermination} />
              ) : (
                <span className={styles.quiet}>
                  {t('pods.neverTerminated')}
                </span>
              )}
            </td>
            <td>
              {resourceRows(container).map(({ resource, request, limit }) => (
                <div key={resource} className={styles.resource}>
                  <span className={styles.quiet}>{resource}</span>{' '}
                  {request ?? '–'} / {limit ?? '–'}
                </div>
              ))}
              {resourceRows(container).length === 0 && (
                <span className={styles.quiet}>{t('pods.noResources')}</span>
              )}
            </td>
            <td>
              <ContainerLogLinks
                pod={pod.name}
                container={container}
                workload={workload}
                logsAllowed={logsAllowed}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
