export { ToneBadge, type ToneBadgeProps } from './ToneBadge';
export { ToneIcon, type Tone, type ToneIconProps } from './ToneIcon';
