import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Exclusion, Explanation } from '@groundcrew/plugin-faults-common';
import { RiCloseLine } from '@remixicon/react';
import { faultsTranslationRef } from '../../translation';
import { Fold } from '../Fold';
import { ObjectName } from '../ObjectName';
import styles from './IncidentView.module.css';

/** Props of {@link ExclusionList}. */
export interface ExclusionListProps {
  excluded: readonly Exclusion[];
  entityOf(object: Explanation['cause']['object']): string | undefined;
}

/** What could have been the cause, and why it is not. */
export function ExclusionList(props: ExclusionListProps) {
  const { excluded, entityOf } = props;
  const { t } = useTranslationRef(faultsTranslationRef);
  if (excluded.length === 0) {
    return null;
  }
  return (
    <Fold title={t('excluded.heading', { amount: String(excluded.length) })}>
      <ul className={styles.rows}>
        {excluded.map(({ message, object }, index) => (
          <li key={index} className={styles.row}>
            <RiCloseLine size={16} className={styles.icon} aria-hidden />
            <span className={styles.words}>
              <ObjectName
                object={object}
                entityRef={entityOf(object)}
                isShort
              />
              <span className={styles.quiet}>{message}</span>
            </span>
          </li>
        ))}
      </ul>
    </Fold>
  );
}
