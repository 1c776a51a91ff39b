import { BgProvider } from '@backstage/ui';
import type { ReactNode } from 'react';
import styles from './PlainTable.module.css';

/**
 * Props of {@link PlainTable}.
 *
 * @public
 */
export interface PlainTableProps {
  label: string;
  /** The titles of the columns. */
  columns: readonly string[];
  /** Whether its rows are being loaded. */
  isBusy?: boolean;
  className?: string;
  /** Its rows. */
  children: ReactNode;
}

/**
 * A table that scrolls where the page is narrow.
 *
 * @remarks
 *
 * Plain, as the columns of the table of the design system are all of one width: on a narrow page nothing could be read.
 *
 * @public
 */
export function PlainTable(props: PlainTableProps) {
  const { children, className = '', columns, isBusy, label } = props;
  return (
    // A region that scrolls has to be reachable by keyboard.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles.scroller} tabIndex={0}>
      <table
        className={`${styles.table} ${className}`}
        aria-label={label}
        aria-busy={isBusy}
      >
        <thead>
          <tr>
            {columns.map(column => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {/* What is laid on it, as a button, sets itself off from it. */}
          <BgProvider bg="neutral-1">{children}</BgProvider>
        </tbody>
      </table>
    </div>
  );
}
