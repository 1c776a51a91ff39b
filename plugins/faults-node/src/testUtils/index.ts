/**
 * For tests of detectors.
 *
 * @packageDocumentation
 */

export { detectIn, type DetectInOptions } from './detectIn';
export { createEvidenceReader as scriptedEvidence } from '@groundcrew/plugin-faults-node';
