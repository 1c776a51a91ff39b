import {
  ClusterRequestError,
  type RawObject,
} from '@groundcrew/plugin-clusters-node';
import type { ClusterGateway } from '../gateway';

interface ListAnswer {
  kind?: string;
  metadata?: { resourceVersion?: string; continue?: string };
  items?: RawObject[] | null;
}

/** Options of {@link listPages}. */
export interface ListPagesOptions {
  gateway: ClusterGateway;
  path: string;
  accept: string;
  /** Selectors. */
  query?: Record<string, string | undefined>;
  /** What the answer has to call itself, where anything else must not be let in. */
  expectedKind?: string;
  pageSize: number;
  timeoutMs: number;
  signal?: AbortSignal;
  /** Given the resourceVersion of the list once it is complete. */
  onComplete?: (resourceVersion: string) => void;
}

/** Reads a list page by page: no more than one is held in memory at a time. */
export async function* listPages(
  options: ListPagesOptions,
): AsyncGenerator<RawObject[]> {
  let token: string | undefined;
  do {
    const answer: ListAnswer = await options.gateway.json(options.path, {
      accept: options.accept,
      query: { ...options.query, limit: options.pageSize, continue: token },
      timeoutMs: options.timeoutMs,
      signal: options.signal,
    });
    const { expectedKind } = options;
    if (expectedKind && answer?.kind !== expectedKind) {
      throw new ClusterRequestError(
        'refused',
        `the API server answers with ${answer?.kind} where ${expectedKind} was asked for`,
      );
    }
    const resourceVersion = answer?.metadata?.resourceVersion;
    if (typeof resourceVersion !== 'string') {
      throw new ClusterRequestError('malformed', 'the answer is not a list');
    }
    token = answer.metadata?.continue || undefined;
    yield answer.items ?? [];
    if (!token) {
      options.onComplete?.(resourceVersion);
    }
  } while (token);
}
