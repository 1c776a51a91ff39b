/**
 * Operations that a test answers for.
 *
 * @packageDocumentation
 */

export { operationDetail, operationSummary } from './operationDetail';
export { preview, previewAnswer } from './previewAnswer';
export { ScriptedOperations } from './ScriptedOperations';
export { verbAvailability } from './verbAvailability';
