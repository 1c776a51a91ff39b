import { Readable } from 'node:stream';
import { NotFoundError } from '@backstage/errors';
import {
  LOG_END_MARKER,
  type LogQuery,
} from '@groundcrew/plugin-clusters-common';
import type { ClustersService } from '@groundcrew/plugin-clusters-node';
import type { ClusterGateway } from '../gateway';
import { containerOf } from './containerOf';
import { describeLogFailure } from './describeLogFailure';
import { LogText } from './LogText';

/** Which log, and how much of it. */
export interface PodLogRequest extends LogQuery {
  cluster: string;
  namespace: string;
  pod: string;
}

/** When a log ends, whatever its container does. */
export interface LogLimits {
  /** What may be read from the cluster for one log. */
  maxBytes: number;
  maxDurationMs: number;
}

/** How one log is opened. */
export interface OpenLogOptions {
  /** Ends the log at once: whoever asked for it is gone. */
  signal: AbortSignal;
  /** When the caller's token ends, and the log with it. */
  expiresAt?: Date;
}

/** What {@link PodLogs} reads from. */
export interface PodLogsOptions {
  clusters: ClustersService;
  /** How a cluster is reached. Throws a NotFoundError when there is none of that name. */
  gatewayOf: (cluster: string) => ClusterGateway;
  limits?: Partial<LogLimits>;
}

const DEFAULT_LIMITS: LogLimits = {
  maxBytes: 10 * 1024 * 1024,
  maxDurationMs: 30 * 60_000,
};

/** Why a log ended before its container did, as the word after the marker and the sentence after that. */
const END_REASONS = {
  bytes:
    'this is as much as one answer may hold. Ask for fewer lines, or follow from here',
  time: 'a log is followed for so long and no longer. Open it again to go on',
  token: 'your session has ended. Sign in again to go on',
  connection: 'the connection to the cluster broke. Open it again to go on',
};
type EndReason = keyof typeof END_REASONS;

/** Reads the logs of containers from their clusters, while they are written. Knows nothing of who asks. */
export class PodLogs {
  readonly #clusters: ClustersService;
  readonly #gatewayOf: PodLogsOptions['gatewayOf'];
  readonly #limits: LogLimits;

  static create(options: PodLogsOptions): PodLogs {
    return new PodLogs(options);
  }

  private constructor(options: PodLogsOptions) {
    this.#clusters = options.clusters;
    this.#gatewayOf = options.gatewayOf;
    this.#limits = { ...DEFAULT_LIMITS, ...options.limits };
  }

  /**
   * Opens a log as text, line by line. Resolves once the cluster has begun to answer.
   *
   * @throws NotFoundError when there is no such cluster, pod, container or previous run.
   * @throws ConflictError when the container has not started yet.
   * @throws ServiceUnavailableError when the cluster does not answer.
   */
  async open(
    request: PodLogRequest,
    options: OpenLogOptions,
  ): Promise<Readable> {
    const { cluster, namespace, pod: name } = request;
    // The pod has to be one that we know of: its name becomes part of a path.
    const pod = this.#clusters.store(cluster).get('Pod', { namespace, name });
    if (!pod) {
      throw new NotFoundError(
        `There is no pod ${namespace}/${name} in cluster '${cluster}': it was deleted, or never existed`,
      );
    }
    const gateway = this.#gatewayOf(cluster);
    const container = containerOf(pod, request.container);
    const upstream = new AbortController();
    const giveUp = () => upstream.abort();
    options.signal.addEventListener('abort', giveUp, { once: true });
    try {
      const { body } = await gateway.stream(
        `/api/v1/namespaces/${encodeURIComponent(
          namespace,
        )}/pods/${encodeURIComponent(name)}/log`,
        {
          accept: '*/*',
          signal: upstream.signal,
          query: {
            container,
            follow: request.follow,
            previous: request.previous,
            tailLines: request.tailLines,
            sinceSeconds: request.sinceSeconds,
            timestamps: request.timestamps,
          },
        },
      );
      const text = Readable.from(this.#read(body, options.expiresAt), {
        objectMode: false,
      });
      text.once('close', () => {
        options.signal.removeEventListener('abort', giveUp);
        upstream.abort();
        body.destroy();
      });
      return text;
    } catch (error) {
      options.signal.removeEventListener('abort', giveUp);
      throw describeLogFailure(error, { ...request, container });
    }
  }

  async *#read(body: Readable, expiresAt?: Date): AsyncGenerator<string> {
    let ended: EndReason | undefined;
    const tokenMs = (expiresAt?.getTime() ?? Infinity) - Date.now();
    const { maxDurationMs } = this.#limits;
    const timer = setTimeout(() => {
      ended ??= tokenMs < maxDurationMs ? 'token' : 'time';
      body.destroy();
    }, Math.max(0, Math.min(tokenMs, maxDurationMs)));

    const text = new LogText();
    let remaining = this.#limits.maxBytes;
    try {
      for await (const chunk of body as AsyncIterable<Buffer>) {
        const lines = text.push(chunk.subarray(0, remaining));
        if (lines) {
          yield lines;
        }
        remaining -= chunk.length;
        if (remaining < 0) {
          ended = 'bytes';
          break;
        }
      }
    } catch {
      // Whether it broke or we broke it off: the reader learns which.
      ended ??= 'connection';
    } finally {
      clearTimeout(timer);
    }
    // For await ends quietly when the body is destroyed between two chunks.
    yield text.end();
    if (ended) {
      yield `${LOG_END_MARKER}${ended}: ${END_REASONS[ended]}\n`;
    }
  }
}
