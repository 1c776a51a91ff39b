export type { EvidenceSource, OnLearnt } from './EvidenceSource';
export { LiveEvidence, type LiveEvidenceOptions } from './LiveEvidence';
