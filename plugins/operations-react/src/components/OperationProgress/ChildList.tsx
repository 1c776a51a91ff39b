import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link, Text } from '@backstage/ui';
import type { OperationSummary } from '@groundcrew/plugin-operations-common';
import { useOperationsPaths } from '../../hooks/useOperationsPaths';
import { operationsReactTranslationRef } from '../../translation';
import { PhaseBadge } from '../PhaseBadge';
import styles from './OperationProgress.module.css';

/** Props of {@link ChildList}. */
export interface ChildListProps {
  items: readonly OperationSummary[];
}

/** The operations that an operation consists of, such as the evictions of a drain. */
export function ChildList(props: ChildListProps) {
  const { items } = props;
  const { t } = useTranslationRef(operationsReactTranslationRef);
  const paths = useOperationsPaths();
  if (items.length === 0) {
    return null;
  }
  return (
    <section className={styles.root}>
      <Text as="h3" variant="title-x-small">
        {t('progress.parts')}
      </Text>
      <ul className={styles.children} aria-label={t('progress.parts')}>
        {items.map(({ id, title, phase, phaseReason }) => (
          <li key={id}>
            <PhaseBadge phase={phase} />
            <span>
              {paths ? <Link href={paths.operation(id)}>{title}</Link> : title}{' '}
              <span className={styles.quiet}>{phaseReason}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
