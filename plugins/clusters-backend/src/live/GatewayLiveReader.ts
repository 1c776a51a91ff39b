import type { Readable } from 'node:stream';
import {
  ClusterRequestError,
  maskCredentials,
  type LiveReader,
  type LiveReadOptions,
  type LogTailRequest,
  type PodUsage,
} from '@groundcrew/plugin-clusters-node';
import type { ClusterGateway } from '../gateway';
import { LogText } from '../logs/LogText';
import { readPodMetrics } from './readPodMetrics';

const TIMEOUT_MS = 10_000;
/** The API server can cut a log at its front only, so what is too much is read and let go; never more than that. */
const MOST_READ_BYTES = 1024 * 1024;
const METRICS_PATH = '/apis/metrics.k8s.io/v1beta1/pods';

/** Reads what is in no object of a cluster through its gateway. */
export class GatewayLiveReader implements LiveReader {
  readonly #gateway: ClusterGateway;

  static create(options: { gateway: ClusterGateway }): GatewayLiveReader {
    return new GatewayLiveReader(options.gateway);
  }

  private constructor(gateway: ClusterGateway) {
    this.#gateway = gateway;
  }

  async tailLog(
    { bytes, container, lines, name, namespace, previous }: LogTailRequest,
    { signal }: LiveReadOptions = {},
  ): Promise<string> {
    const timeout = AbortSignal.timeout(TIMEOUT_MS);
    const giveUp = signal ? AbortSignal.any([signal, timeout]) : timeout;
    const { body } = await this.#gateway.stream(
      `/api/v1/namespaces/${encodeURIComponent(
        namespace,
      )}/pods/${encodeURIComponent(name)}/log`,
      {
        accept: '*/*',
        signal: giveUp,
        timeoutMs: TIMEOUT_MS,
        query: { container, previous: previous || undefined, tailLines: lines },
      },
    );
    const stop = () => body.destroy();
    giveUp.addEventListener('abort', stop, { once: true });
    let read: string | undefined;
    try {
      read = await readLog(body);
    } catch {
      // Told below: a body that was destroyed between two chunks ends without an error.
    } finally {
      giveUp.removeEventListener('abort', stop);
      body.destroy();
    }
    if (read === undefined || giveUp.aborted) {
      throw brokenOff(giveUp);
    }
    return maskCredentials(lastOf(read, bytes));
  }

  async podUsage({ signal }: LiveReadOptions = {}): Promise<PodUsage[]> {
    const answer = await this.#gateway.json<unknown>(METRICS_PATH, {
      signal,
      timeoutMs: TIMEOUT_MS,
    });
    return readPodMetrics(answer);
  }
}

async function readLog(body: Readable): Promise<string> {
  const text = new LogText();
  let read = '';
  let remaining = MOST_READ_BYTES;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    read += text.push(chunk.subarray(0, remaining));
    remaining -= chunk.length;
    if (remaining <= 0) {
      break;
    }
  }
  return read + text.end();
}

/** As much of the end of a text as so many bytes hold. */
function lastOf(text: string, bytes: number): string {
  const buffer = Buffer.from(text);
  if (buffer.length <= bytes) {
    return text;
  }
  const start = buffer.length - bytes;
  const afterLine = buffer.indexOf('\n', start - 1) + 1;
  // A last line that is longer than all that is asked for is cut, at the start of a character.
  let from = afterLine > 0 && afterLine < buffer.length ? afterLine : start;
  while (from < buffer.length && (buffer[from] & 0xc0) === 0x80) {
    from += 1;
  }
  return buffer.subarray(from).toString('utf8');
}

function brokenOff(signal: AbortSignal): ClusterRequestError {
  const isTimeout =
    (signal.reason as Error | undefined)?.name === 'TimeoutError';
  if (signal.aborted && !isTimeout) {
    return new ClusterRequestError('aborted', 'nobody wants the log any more');
  }
  return isTimeout
    ? new ClusterRequestError('timeout', 'the log did not end in time')
    : new ClusterRequestError('unreachable', 'the connection broke in the log');
}
