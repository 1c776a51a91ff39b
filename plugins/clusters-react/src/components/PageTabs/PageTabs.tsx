import { NavLink } from 'react-router-dom';
import styles from './PageTabs.module.css';

/**
 * One of several parts of a page.
 *
 * @public
 */
export interface PageTab {
  /** Its address. */
  to: string;
  title: string;
  /** Whether the addresses below its own are other parts; without it they belong to it. */
  end?: boolean;
}

/**
 * Props of {@link PageTabs}.
 *
 * @public
 */
export interface PageTabsProps {
  /** What the parts are parts of, for those who do not see the page. */
  label: string;
  tabs: readonly PageTab[];
}

/**
 * The parts of a page. They are links: each has its own address.
 *
 * @public
 */
export function PageTabs(props: PageTabsProps) {
  return (
    <nav className={styles.tabs} aria-label={props.label}>
      {props.tabs.map(({ end, title, to }) => (
        <NavLink key={to} className={styles.tab} to={to} end={end}>
          {title}
        </NavLink>
      ))}
    </nav>
  );
}
