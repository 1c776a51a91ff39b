export { PodsTab, type PodsTabProps } from './PodsTab';
