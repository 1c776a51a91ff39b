export { Duration, type DurationProps } from './Duration';
export {
  OperationProgress,
  type OperationProgressProps,
} from './OperationProgress';
export { StepList, type StepListProps } from './StepList';
