import { finished, type Readable } from 'node:stream';

/** What to do after a chunk: go on, let others have their turn first, or read no further. */
export type AfterChunk = 'go-on' | 'yield' | 'stop';

/**
 * Hands on each chunk of a stream as it arrives, until the stream ends or `take` wants no more of it.
 *
 * @remarks
 *
 * Listens instead of iterating: the promises of an iteration cost about as much as reading a small chunk does.
 *
 * @throws whatever ended the stream before its end, or was thrown by `take`
 */
export async function readChunks(
  body: Readable,
  take: (chunk: Buffer) => AfterChunk,
): Promise<void> {
  try {
    await new Promise<void>((resolve, reject) => {
      finished(body, error => (error ? reject(error) : resolve()));
      body.on('data', (chunk: Buffer) => {
        try {
          const after = take(chunk);
          if (after === 'yield') {
            body.pause();
            setImmediate(() => body.resume());
          } else if (after === 'stop') {
            resolve();
            body.destroy();
          }
        } catch (error) {
          reject(error);
          body.destroy();
        }
      });
    });
  } finally {
    body.removeAllListeners('data');
  }
}
