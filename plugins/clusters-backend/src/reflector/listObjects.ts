import type { WatchedKind } from '@groundcrew/plugin-clusters-common';
import {
  ClusterRequestError,
  type RawObject,
} from '@groundcrew/plugin-clusters-node';
import { setTimeout as delay } from 'node:timers/promises';
import type { ClusterGateway } from '../gateway';
import { listPages } from './listPages';
import type { Observation } from './nextStep';
import type { Slots } from './Slots';
import { withSpecDigests } from './withSpecDigests';

/** Options of {@link listObjects}. */
export interface ListObjectsOptions {
  gateway: ClusterGateway;
  kind: WatchedKind;
  path: string;
  accept: string;
  pageSize: number;
  timeoutMs: number;
  /** All of them are held while it lists. */
  slots: readonly Slots[];
  maxSlotWaitMs: number;
  signal: AbortSignal;
  /** Takes the list, page by page. Must pass on what `pages` throws. */
  replace: (pages: AsyncIterable<readonly RawObject[]>) => Promise<void>;
  /** A page arrived. */
  onHeard: () => void;
  /** All of it was taken, so long after it was asked for. */
  onListed: (durationMs: number) => void;
}

/** Lists once, when there is a slot for it, and says how it ended. Never throws. */
export async function listObjects(
  options: ListObjectsOptions,
): Promise<Observation> {
  const { gateway, kind, path, accept, pageSize, timeoutMs, signal } = options;
  const releases: (() => void)[] = [];
  const start = performance.now();
  let resourceVersion: string | undefined;
  try {
    for (const slot of options.slots) {
      releases.push(await slot.take(options.maxSlotWaitMs));
    }
    const pages = listPages({
      gateway,
      path,
      accept,
      expectedKind: kind.metadataOnly ? 'PartialObjectMetadataList' : undefined,
      pageSize,
      timeoutMs,
      signal,
      onComplete: version => {
        resourceVersion = version;
      },
    });
    await options.replace(readPages(pages, options));
    if (resourceVersion === undefined) {
      throw new ClusterRequestError('malformed', 'the list has no end');
    }
    options.onListed(performance.now() - start);
    return { type: 'listed', resourceVersion };
  } catch (error) {
    return failedObservation(error);
  } finally {
    for (const release of releases) {
      release();
    }
  }
}

async function* readPages(
  pages: AsyncIterable<readonly RawObject[]>,
  { kind, onHeard }: ListObjectsOptions,
): AsyncGenerator<readonly RawObject[]> {
  for await (const page of pages) {
    onHeard();
    yield kind.kind === 'Pod' ? withSpecDigests(page) : page;
    // Others have their turn between two pages.
    await delay(0);
  }
}

function failedObservation(error: unknown): Observation {
  if (error instanceof ClusterRequestError) {
    return {
      type: 'failed',
      during: 'list',
      failure: error.failure,
      message: error.message,
      retryAfterMs: error.retryAfterMs,
    };
  }
  return {
    type: 'failed',
    during: 'list',
    failure: 'malformed',
    message: 'the answer could not be taken in',
  };
}
