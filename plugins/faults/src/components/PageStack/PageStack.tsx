import type { ReactNode } from 'react';
import styles from './PageStack.module.css';

/** Props of {@link PageStack}. */
export interface PageStackProps {
  children: ReactNode;
}

/** The parts of a page, below each other. */
export function PageStack(props: PageStackProps) {
  return <div className={styles.stack}>{props.children}</div>;
}
