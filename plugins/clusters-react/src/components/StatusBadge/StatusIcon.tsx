import {
  RiCheckboxCircleLine,
  RiCheckDoubleLine,
  RiErrorWarningFill,
  RiPauseCircleLine,
  RiProgress4Line,
  RiQuestionLine,
  RiStopCircleLine,
  type RemixiconComponentType,
} from '@remixicon/react';
import type { Status } from './status';
import styles from './StatusBadge.module.css';

const ICONS: Record<Status, RemixiconComponentType> = {
  running: RiCheckboxCircleLine,
  progressing: RiProgress4Line,
  paused: RiPauseCircleLine,
  degraded: RiErrorWarningFill,
  stopped: RiStopCircleLine,
  completed: RiCheckDoubleLine,
  unknown: RiQuestionLine,
};

/**
 * Props of {@link StatusIcon}.
 *
 * @public
 */
export interface StatusIconProps {
  status: Status;
  /** In pixels. */
  size?: number;
}

/**
 * The icon of a status. Decorative: the word has to stand beside it.
 *
 * @public
 */
export function StatusIcon(props: StatusIconProps) {
  const { status, size = 16 } = props;
  const Icon = ICONS[status];
  return (
    <Icon
      className={styles.icon}
      data-status={status}
      size={size}
      aria-hidden
    />
  );
}
