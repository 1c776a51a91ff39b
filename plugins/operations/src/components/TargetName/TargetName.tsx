import type { OperationTarget } from '@groundcrew/plugin-operations-common';
import styles from './TargetName.module.css';

/** Props of {@link TargetName}. */
export interface TargetNameProps {
  target: OperationTarget;
}

/** Which object of which cluster. */
export function TargetName(props: TargetNameProps) {
  const { cluster, namespace, kind, name } = props.target;
  return (
    <span className={styles.name}>
      {[cluster, namespace].filter(Boolean).join(' / ')} / {kind}{' '}
      <strong>{name}</strong>
    </span>
  );
}
