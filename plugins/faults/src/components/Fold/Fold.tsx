import type { ReactNode } from 'react';
import styles from './Fold.module.css';

/** Props of {@link Fold}. */
export interface FoldProps {
  /** What can be unfolded. */
  title: ReactNode;
  isOpen?: boolean;
  children: ReactNode;
}

/** Something that need not be seen at first. */
export function Fold(props: FoldProps) {
  return (
    <details className={styles.fold} open={props.isOpen}>
      <summary className={styles.title}>{props.title}</summary>
      <div className={styles.content}>{props.children}</div>
    </details>
  );
}
