import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Manager } from '@groundcrew/plugin-clusters-common';
import { clustersReactTranslationRef } from '../../translation';
import styles from './ManagedByChips.module.css';

/**
 * Props of {@link ManagedByChips}.
 *
 * @public
 */
export interface ManagedByChipsProps {
  managedBy: readonly Manager[];
}

/**
 * Who decides what a workload should look like, one chip each.
 *
 * @public
 */
export function ManagedByChips(props: ManagedByChipsProps) {
  const { t } = useTranslationRef(clustersReactTranslationRef);
  if (props.managedBy.length === 0) {
    return <span className={styles.nobody}>{t('managedBy.nobody')}</span>;
  }
  return (
    <ul className={styles.chips} aria-label={t('managedBy.label')}>
      {props.managedBy.map(manager => {
        const tool = t(`managedBy.${manager.type}`);
        const name = [manager.namespace, manager.name]
          .filter(Boolean)
          .join('/');
        return (
          <li
            key={`${manager.type}:${name}`}
            className={styles.chip}
            title={t(
              manager.scope === 'all'
                ? 'managedBy.decidesOnAll'
                : 'managedBy.decidesOnReplicas',
              { manager: name ? `${tool} (${name})` : tool },
            )}
          >
            {tool}
            {manager.name && <code>{manager.name}</code>}
          </li>
        );
      })}
    </ul>
  );
}
