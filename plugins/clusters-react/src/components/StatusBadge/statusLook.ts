import {
  RiCheckboxCircleLine,
  RiCheckDoubleLine,
  RiErrorWarningFill,
  RiPauseCircleLine,
  RiProgress4Line,
  RiQuestionLine,
  RiStopCircleLine,
} from '@remixicon/react';
import type { ToneIconProps } from '../ToneBadge';
import type { Status } from './status';

/** What each status looks like. */
export const statusLook: Record<
  Status,
  Pick<ToneIconProps, 'icon' | 'tone'>
> = {
  running: { icon: RiCheckboxCircleLine, tone: 'positive' },
  progressing: { icon: RiProgress4Line, tone: 'active' },
  paused: { icon: RiPauseCircleLine, tone: 'warning' },
  degraded: { icon: RiErrorWarningFill, tone: 'negative' },
  stopped: { icon: RiStopCircleLine, tone: 'quiet' },
  completed: { icon: RiCheckDoubleLine, tone: 'quiet' },
  unknown: { icon: RiQuestionLine, tone: 'quiet' },
};
