export { createDetector } from './createDetector';
export type {
  DetectorContext,
  FaultDetector,
  FaultType,
  FindingDraft,
} from './FaultDetector';
