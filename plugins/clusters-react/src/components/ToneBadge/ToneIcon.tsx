import type { RemixiconComponentType } from '@remixicon/react';
import styles from './ToneBadge.module.css';

/**
 * How much something wants to be looked at.
 *
 * - `positive`: it is as it should be.
 * - `active`: it goes on.
 * - `warning`: somebody may have to do something.
 * - `negative`: it failed.
 * - `quiet`: it need not be looked at.
 *
 * @public
 */
export type Tone = 'positive' | 'active' | 'warning' | 'negative' | 'quiet';

/**
 * Props of {@link ToneIcon}.
 *
 * @public
 */
export interface ToneIconProps {
  icon: RemixiconComponentType;
  tone: Tone;
  /** In pixels; 16 by default. */
  size?: number;
}

/**
 * An icon in the colour of its tone. Decorative: a word has to stand beside it.
 *
 * @public
 */
export function ToneIcon(props: ToneIconProps) {
  const { icon: Icon, size = 16, tone } = props;
  return (
    <Icon className={styles.icon} data-tone={tone} size={size} aria-hidden />
  );
}
