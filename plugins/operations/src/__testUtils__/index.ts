export { accessibilityProblems } from './accessibilityProblems';
export {
  renderOperations,
  type RenderOperationsOptions,
} from './renderOperations';
export { responseError } from './responseError';
