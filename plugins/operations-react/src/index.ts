/**
 * Buttons, dialog and stepper of operations, for the pages of other plugins.
 *
 * @packageDocumentation
 */

export * from './api';
export * from './components';
export * from './hooks';
export { operationRouteRef, operationsRouteRef } from './routes';
export { operationsReactTranslationRef } from './translation';
