/**
 * The backend of Groundcrew's operations.
 *
 * @packageDocumentation
 */

export { operationsPlugin as default } from './plugin';
