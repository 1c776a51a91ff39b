export { accessibilityProblems } from './accessibilityProblems';
export { renderFaults, type RenderFaultsOptions } from './renderFaults';
export { responseError } from './responseError';
export { ScriptedFaults } from './ScriptedFaults';
