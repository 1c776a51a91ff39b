import type { Tone } from '@groundcrew/plugin-clusters-react';
import type { ReactNode } from 'react';
import styles from './Timeline.module.css';

/** One thing that happened. */
export interface TimelineItem {
  title: ReactNode;
  /** When, and by whom. */
  aside: ReactNode;
  tone?: Tone;
  /** What there is to say of it. */
  children: ReactNode;
}

/** Props of {@link Timeline}. */
export interface TimelineProps {
  /** What happened, for those who do not see what stands above. */
  label?: string;
  /** The oldest first. */
  items: readonly TimelineItem[];
}

/** What happened, the newest first. */
export function Timeline(props: TimelineProps) {
  const { items, label } = props;
  return (
    <ol className={styles.timeline} aria-label={label} reversed>
      {[...items].reverse().map(({ aside, children, title, tone }, index) => (
        <li
          key={items.length - index}
          className={styles.entry}
          data-tone={tone}
        >
          <span className={styles.head}>
            <strong>{title}</strong>
            <span className={styles.quiet}>{aside}</span>
          </span>
          <span className={styles.message}>{children}</span>
        </li>
      ))}
    </ol>
  );
}
