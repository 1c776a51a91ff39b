/**
 * For tests of detectors.
 *
 * @packageDocumentation
 */

export { detectIn, type DetectInOptions } from './detectIn';
