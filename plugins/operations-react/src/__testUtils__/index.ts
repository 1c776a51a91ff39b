export { accessibilityProblems } from './accessibilityProblems';
export { renderOperations } from './renderOperations';
export { responseError } from './responseError';
