export { worstStatus, type Status } from './status';
export { StatusBadge, type StatusBadgeProps } from './StatusBadge';
export { StatusIcon, type StatusIconProps } from './StatusIcon';
