import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { clustersReactTranslationRef } from '../../translation';
import type { Status } from './status';
import styles from './StatusBadge.module.css';
import { StatusIcon } from './StatusIcon';

/**
 * Props of {@link StatusBadge}.
 *
 * @public
 */
export interface StatusBadgeProps {
  status: Status;
}

/**
 * A status as icon and word, never by colour alone.
 *
 * @public
 */
export function StatusBadge(props: StatusBadgeProps) {
  const { t } = useTranslationRef(clustersReactTranslationRef);
  return (
    <span className={styles.badge} data-status={props.status}>
      <StatusIcon status={props.status} />
      {t(`status.${props.status}`)}
    </span>
  );
}
