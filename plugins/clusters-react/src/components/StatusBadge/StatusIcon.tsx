import { ToneIcon } from '../ToneBadge';
import type { Status } from './status';
import { statusLook } from './statusLook';

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
  const { status, size } = props;
  return <ToneIcon {...statusLook[status]} size={size} />;
}
