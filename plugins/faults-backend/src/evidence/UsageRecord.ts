import type { LocalRef } from '@groundcrew/plugin-clusters-node';

/** After so many measurements in a row it is no moment's work any more, as a start is. */
const LASTING = 5;
/** Measurements until what is usual is known. */
const LEARNING = 10;
/** In which what was measured loses half of its weight in what is usual, in measurements. */
const HALF_LIFE = 60;

/** How much of something one pod may use, and uses. */
export interface PodShare {
  used: number;
  /** Undefined where one of its containers has none. */
  limit?: number;
}

/** One measurement of a workload: of that of its pods which is nearest to its limit. */
export interface UsageSample {
  cpu: PodShare;
  memory: PodShare;
}

interface Track {
  /** Exponentially weighted. */
  usual: number;
  samples: number;
  /** The last few shares of the limit. */
  shares: number[];
}

/** What one workload used, as far as it matters for what is unusual. Cores and bytes. */
export class UsageRecord {
  readonly object: LocalRef;
  readonly #tracks = { cpu: newTrack(), memory: newTrack() };
  #last: UsageSample | undefined;

  static create(object: LocalRef): UsageRecord {
    return new UsageRecord(object);
  }

  private constructor(object: LocalRef) {
    this.object = object;
  }

  add(sample: UsageSample): void {
    this.#last = sample;
    for (const metric of ['cpu', 'memory'] as const) {
      const { limit, used } = sample[metric];
      const track = this.#tracks[metric];
      const weight = Math.max(
        1 / (track.samples + 1),
        1 - 0.5 ** (1 / HALF_LIFE),
      );
      track.usual += weight * (used - track.usual);
      track.samples += 1;
      track.shares = limit
        ? [...track.shares, used / limit].slice(-LASTING)
        : [];
    }
  }

  /**
   * What is used of a resource, where that has been at least this share of the limit for a while. In whole percents of the limit:
   * what hardly moves is no news.
   */
  lastingAbove(
    metric: 'cpu' | 'memory',
    share: number,
  ): { current: number; normal?: number } | undefined {
    const { samples, shares, usual } = this.#tracks[metric];
    const limit = this.#last?.[metric].limit;
    const least = Math.min(...shares);
    return limit && shares.length === LASTING && least >= share
      ? {
          current: (Math.floor(least * 100) / 100) * limit,
          normal:
            samples > LEARNING
              ? (Math.round((usual / limit) * 100) / 100) * limit
              : undefined,
        }
      : undefined;
  }
}

function newTrack(): Track {
  return { usual: 0, samples: 0, shares: [] };
}
