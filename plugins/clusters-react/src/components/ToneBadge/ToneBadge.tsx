import type { ReactNode } from 'react';
import styles from './ToneBadge.module.css';
import { ToneIcon, type ToneIconProps } from './ToneIcon';

/**
 * Props of {@link ToneBadge}.
 *
 * @public
 */
export interface ToneBadgeProps extends Pick<ToneIconProps, 'icon' | 'tone'> {
  /** The word. */
  children: ReactNode;
}

/**
 * How something is doing as icon and word, never by colour alone.
 *
 * @public
 */
export function ToneBadge(props: ToneBadgeProps) {
  const { children, icon, tone } = props;
  return (
    <span className={styles.badge} data-tone={tone}>
      <ToneIcon icon={icon} tone={tone} />
      {children}
    </span>
  );
}
