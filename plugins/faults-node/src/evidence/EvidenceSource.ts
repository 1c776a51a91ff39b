import type { LocalRef, Unsubscribe } from '@groundcrew/plugin-clusters-node';
import type { EvidenceReader } from './EvidenceReader';

/**
 * Knows facts that are in no object of linked clusters: telemetry, traffic, alerts, what nodes say of themselves.
 *
 * @public
 */
export interface EvidenceSource {
  /** Such as `prometheus`. */
  id: string;
  /** What it can tell of a cluster: what it leaves out, it never knows. Answers at once, from what is at hand. */
  over(cluster: string): Partial<EvidenceReader>;
  /** Tells of which objects of a cluster something is known now, or is not as it was: detectors that asked are asked again. */
  subscribe(
    onLearnt: (cluster: string, objects: readonly LocalRef[]) => void,
  ): Unsubscribe;
}
