export { TargetName, type TargetNameProps } from './TargetName';
