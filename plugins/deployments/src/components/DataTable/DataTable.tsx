import type { ReactNode } from 'react';
import styles from './DataTable.module.css';

/** Props of {@link DataTable}. */
export interface DataTableProps {
  /** What the table lists, for those who cannot see it. */
  label: string;
  /** The head and the bodies. */
  children: ReactNode;
}

/** A table whose rows may unfold, which the table of the design system does not know. */
export function DataTable(props: DataTableProps) {
  return (
    <div className={styles.scroller}>
      <table className={styles.table} aria-label={props.label}>
        {props.children}
      </table>
    </div>
  );
}
