import { Link } from '@backstage/ui';
import type { ObjectRef } from '@groundcrew/plugin-clusters-common';
import { useWorkloadPath } from '../../hooks/useWorkloadPath';
import styles from './ObjectName.module.css';

/** Props of {@link ObjectName}. */
export interface ObjectNameProps {
  object: ObjectRef;
  /** The entity to whose page that of a workload belongs. Left out, there is no link. */
  entityRef?: string;
  /** Whether the name alone is shown, the place being clear. */
  isShort?: boolean;
}

/** Which object, with the way to its page where it has one. */
export function ObjectName(props: ObjectNameProps) {
  const { object, entityRef, isShort } = props;
  const { cluster, namespace, kind, name } = object;
  const path = useWorkloadPath(object, entityRef);
  const place = [cluster, namespace].filter(Boolean).join(' / ');
  const words = (
    <>
      {kind} <strong>{name}</strong>
    </>
  );
  return (
    <span className={styles.name} title={`${place} / ${kind} ${name}`}>
      {!isShort && <span className={styles.place}>{place} / </span>}
      {path ? <Link href={path}>{words}</Link> : words}
    </span>
  );
}
