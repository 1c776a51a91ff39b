export type * from './contexts';
export {
  createOperation,
  type CreateOperationOptions,
} from './createOperation';
export type * from './OperationDefinition';
export type * from './PreviewDraft';
export {
  step,
  type PlannedStep,
  type StepDefinition,
  type StepOutcome,
} from './steps';
