import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { ClusterRequestError, failureOfStatus } from './ClusterRequestError';

const MAX_ERROR_BYTES = 64 * 1024;
const MAX_ERROR_CHARACTERS = 300;

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

/** Turns an answer that is not 2xx into an error, with the words of the `Status` object in it if there is one. */
export async function toResponseError(
  answer: IncomingMessage,
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
  let message: unknown;
  try {
    const body = await readBody(answer, MAX_ERROR_BYTES);
    message = JSON.parse(body.toString('utf8')).message;
  } catch {
    // Not every proxy in between answers with a Status; the code alone must do.
  }
  const told =
    typeof message === 'string' && message
      ? message.slice(0, MAX_ERROR_CHARACTERS)
      : `the API server answered ${status}`;
  return new ClusterRequestError(
    failure,
    wordsByFailure[failure] ?? told,
    options,
  );
}
