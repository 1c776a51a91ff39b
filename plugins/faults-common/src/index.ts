/**
 * Types and schemas of findings, causes and incidents, for the Faults tab, its backend and its detectors.
 *
 * @packageDocumentation
 */

export { faultCategorySchema, type FaultCategory } from './categories';
export {
  causeVerdictSchema,
  causeViewSchema,
  faultsViewSchema,
  type CauseView,
  type FaultsView,
} from './causes';
export { DECISIVE_CONFIDENCE, LIKELY_CONFIDENCE } from './confidence';
export {
  evidenceSchema,
  evidenceSourceSchema,
  type Evidence,
} from './evidence';
export { findingSchema, type Finding } from './findings';
