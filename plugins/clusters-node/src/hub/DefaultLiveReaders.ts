import { ServiceUnavailableError } from '@backstage/errors';
import type { LiveReader, LiveReaders } from '../live/LiveReader';
import type { ClusterHub } from './ClusterHub';

/** The facade of a {@link ClusterHub} for those who read what it does not hold. */
export class DefaultLiveReaders implements LiveReaders {
  readonly #hub: ClusterHub;

  private constructor(hub: ClusterHub) {
    this.#hub = hub;
  }

  static create(options: { hub: ClusterHub }): DefaultLiveReaders {
    return new DefaultLiveReaders(options.hub);
  }

  reader(cluster: string): LiveReader {
    const { liveReader } = this.#hub.cluster(cluster);
    if (!liveReader) {
      throw new ServiceUnavailableError(
        `Nobody has said yet how cluster '${cluster}' is read live`,
      );
    }
    return liveReader;
  }
}
