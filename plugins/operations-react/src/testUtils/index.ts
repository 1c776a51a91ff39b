/**
 * Operations that a test answers for.
 *
 * @packageDocumentation
 */

export { createSignals, type TestSignals } from './createSignals';
export { operationDetail, operationSummary } from './operationDetail';
export { preview, previewAnswer } from './previewAnswer';
export { ScriptedOperations, type RecordedCall } from './ScriptedOperations';
export { verbAvailability } from './verbAvailability';
