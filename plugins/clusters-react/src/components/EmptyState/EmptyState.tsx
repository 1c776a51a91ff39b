import { Text } from '@backstage/ui';
import type { ReactNode } from 'react';
import styles from './EmptyState.module.css';

/**
 * Props of {@link EmptyState}.
 *
 * @public
 */
export interface EmptyStateProps {
  title: string;
  /** What it takes for something to stand here. */
  children: ReactNode;
}

/**
 * Says that there is nothing to show, and teaches what it takes.
 *
 * @public
 */
export function EmptyState(props: EmptyStateProps) {
  return (
    <section className={styles.empty}>
      <Text as="h2" variant="title-x-small">
        {props.title}
      </Text>
      {props.children}
    </section>
  );
}
