export { PhaseBadge, type PhaseBadgeProps } from './PhaseBadge';
