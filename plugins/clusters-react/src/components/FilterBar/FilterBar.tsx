import type { ReactNode } from 'react';
import styles from './FilterBar.module.css';

/**
 * Props of {@link FilterBar}.
 *
 * @public
 */
export interface FilterBarProps {
  label: string;
  /** How narrow a filter may become before those behind it go to the next line. */
  narrowestPx: number;
  /** The filters. */
  children: ReactNode;
}

/**
 * What a page may be filtered by, side by side as far as there is room.
 *
 * @public
 */
export function FilterBar(props: FilterBarProps) {
  const { label, narrowestPx, children } = props;
  return (
    <div
      role="search"
      className={styles.bar}
      style={{
        gridTemplateColumns: `repeat(auto-fill, minmax(${narrowestPx}px, 1fr))`,
      }}
      aria-label={label}
    >
      {children}
    </div>
  );
}
