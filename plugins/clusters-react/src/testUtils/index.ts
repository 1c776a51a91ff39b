/**
 * What tests of pages have in common.
 *
 * @packageDocumentation
 */

export { accessibilityProblems } from './accessibilityProblems';
export { CurrentAddress } from './CurrentAddress';
export { responseError } from './responseError';
export { ScriptedApi, type RecordedCall } from './ScriptedApi';
export { TestSignals } from './TestSignals';
