export { createEvidenceReader } from './createEvidenceReader';
export type {
  Connectivity,
  EvidenceReader,
  LogExcerpt,
  NodeComponent,
} from './EvidenceReader';
export type { EvidenceSource } from './EvidenceSource';
export type { FiringAlert } from './FiringAlert';
export type { Signal, SignalMetric } from './Signal';
