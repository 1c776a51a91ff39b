export { VerbButton, type VerbButtonProps } from './VerbButton';
export { VerbButtons, type VerbButtonsProps } from './VerbButtons';
export { VerbMenu, type VerbMenuProps } from './VerbMenu';
