export type { Evidence, OnLearnt } from './Evidence';
export { LiveEvidence, type LiveEvidenceOptions } from './LiveEvidence';
