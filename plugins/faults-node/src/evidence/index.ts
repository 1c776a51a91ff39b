export { createEvidenceReader } from './createEvidenceReader';
export type {
  Connectivity,
  EvidenceReader,
  LogExcerpt,
  NodeComponent,
} from './EvidenceReader';
export type { Signal, SignalMetric } from './Signal';
