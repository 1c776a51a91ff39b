export { createDetector } from './createDetector';
export type {
  DetectorContext,
  EvidenceDraft,
  FaultDetector,
  FaultType,
  FindingDraft,
} from './FaultDetector';
