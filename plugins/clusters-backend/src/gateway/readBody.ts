import {
  ClusterRequestError,
  failureOfStatus,
  type RefusalCause,
} from '@groundcrew/plugin-clusters-node';
import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import type { Exchange } from './sendRequest';

const MAX_ERROR_BYTES = 64 * 1024;
const MAX_ERROR_CHARACTERS = 300;
// Of a change people want to know all that is wrong with it.
const MAX_REFUSAL_CHARACTERS = 2_000;

/**
 * Reads a body to its end.
 *
 * @throws ClusterRequestError `too-large` as soon as it is larger than allowed; the rest is not read
 */
export async function readBody(
  body: Readable,
  maxBytes: number,
): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > maxBytes) {
      body.destroy();
      throw new ClusterRequestError(
        'too-large',
        `the answer is larger than ${maxBytes} bytes`,
      );
    }
    chunks.push(chunk);
  }
  return chunks.length === 1 ? chunks[0] : Buffer.concat(chunks, bytes);
}

const wordsByFailure: Partial<Record<string, string>> = {
  unauthorized: 'the credentials are not accepted: give others',
  throttled: 'the API server asks to be asked less often',
};

/** What is used of a `Status` object. */
interface RefusalStatus {
  message?: string;
  reason?: string;
  details?: { causes?: RefusalCause[] };
}

/** Turns an answer that is not 2xx into an error, with the words of the `Status` object in it if there is one. */
export async function toResponseError(
  answer: IncomingMessage,
  { changes }: Pick<Exchange, 'changes'> = {},
): Promise<ClusterRequestError> {
  const status = answer.statusCode ?? 0;
  const failure = failureOfStatus(status);
  const retryAfterSeconds = Number(answer.headers['retry-after']);
  const options = {
    status,
    retryAfterMs: retryAfterSeconds > 0 ? retryAfterSeconds * 1_000 : undefined,
  };
  if (status >= 300 && status <= 399) {
    answer.destroy();
    return new ClusterRequestError(
      failure,
      'the API server answers with a redirect, which is not followed: give its final address',
      options,
    );
  }
  const { message, reason, details } = await readStatus(answer);
  const own = message?.slice(
    0,
    changes ? MAX_REFUSAL_CHARACTERS : MAX_ERROR_CHARACTERS,
  );
  // Why a change is throttled, only the server knows: it may be a disruption budget.
  const isBetterSaidByServer = changes && failure === 'throttled' && own;
  return new ClusterRequestError(
    failure,
    (isBetterSaidByServer ? own : wordsByFailure[failure] ?? own) ||
      `the API server answered ${status}`,
    { ...options, reason, causes: details?.causes },
  );
}

/** Not every proxy in between answers with a `Status`; what is none is empty. */
async function readStatus(answer: IncomingMessage): Promise<RefusalStatus> {
  try {
    const body = await readBody(answer, MAX_ERROR_BYTES);
    const { message, reason, details } = JSON.parse(body.toString('utf8'));
    const causes = details?.causes;
    return {
      message: typeof message === 'string' ? message : undefined,
      reason: typeof reason === 'string' ? reason : undefined,
      details: { causes: Array.isArray(causes) ? causes : undefined },
    };
  } catch {
    return {};
  }
}
