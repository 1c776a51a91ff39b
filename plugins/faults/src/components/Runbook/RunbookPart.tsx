import { useId, type ReactNode } from 'react';
import styles from './Runbook.module.css';

/** Props of {@link RunbookPart}. */
export interface RunbookPartProps {
  title: string;
  /** Whether its items stand in an order of their own: they are numbered. */
  isNumbered?: boolean;
  isPlain?: boolean;
  /** How deep in the page it is. */
  level?: 'h3' | 'h4';
  /** Items of a list. */
  children: ReactNode;
}

/** A part of a runbook: a list under its title. */
export function RunbookPart(props: RunbookPartProps) {
  const { children, isNumbered, isPlain, level: Heading = 'h4', title } = props;
  const id = useId();
  const List = isNumbered ? 'ol' : 'ul';
  const look = isNumbered ? `${styles.steps} ${styles.numbered}` : styles.steps;
  return (
    <div className={styles.part}>
      <Heading id={id}>{title}</Heading>
      <List aria-labelledby={id} className={isPlain ? styles.plain : look}>
        {children}
      </List>
    </div>
  );
}
