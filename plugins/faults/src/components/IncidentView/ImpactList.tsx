import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ReplicaBar } from '@groundcrew/plugin-clusters-react';
import type { Impact, WorkloadImpact } from '@groundcrew/plugin-faults-common';
import { faultsTranslationRef } from '../../translation';
import { Fold } from '../Fold';
import { ObjectName } from '../ObjectName';
import styles from './IncidentView.module.css';

/** How many workloads are shown at first. */
const FOLDED = 5;

/** Props of {@link ImpactList}. */
export interface ImpactListProps {
  impact: Impact;
  entityOf(object: WorkloadImpact['object']): string | undefined;
}

/** How much of what suffers still serves. */
export function ImpactList(props: ImpactListProps) {
  const { entityOf, impact } = props;
  const { t } = useTranslationRef(faultsTranslationRef);
  const { level, workloads } = impact;
  const rows = (some: readonly WorkloadImpact[]) => (
    <ul className={styles.rows}>
      {some.map(({ desired, object, ready }, index) => (
        <li key={index} className={styles.workload}>
          <span className={styles.workloadName}>
            <ObjectName object={object} entityRef={entityOf(object)} isShort />
            <span className={styles.number}>
              {t('impact.ready', {
                ready: String(ready),
                desired: String(desired),
              })}
            </span>
          </span>
          <ReplicaBar
            replicas={{ desired, ready, updated: desired }}
            degraded
          />
        </li>
      ))}
    </ul>
  );
  return (
    <>
      <span>{t(`impact.${level}`)}</span>
      {workloads.length === 0 && (
        <span className={styles.quiet}>{t('impact.none')}</span>
      )}
      {rows(workloads.slice(0, FOLDED))}
      {workloads.length > FOLDED && (
        <Fold
          title={t('impact.more', {
            amount: String(workloads.length - FOLDED),
          })}
        >
          {rows(workloads.slice(FOLDED))}
        </Fold>
      )}
    </>
  );
}
