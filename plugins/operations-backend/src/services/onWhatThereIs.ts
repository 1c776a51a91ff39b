import { ClusterRequestError } from '@groundcrew/plugin-clusters-node';

/** As often as others may be faster. */
const MOST_TRIES = 3;

/**
 * Works out what a change would do. Somebody else may change the object after it was read and before the API server is asked: then it is
 * worked out again on what there is.
 *
 * @throws what `work` throws, at the last try a conflict too
 */
export async function onWhatThereIs<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      const isConflict =
        error instanceof ClusterRequestError && error.failure === 'conflict';
      if (!isConflict || tries === MOST_TRIES) {
        throw error;
      }
    }
  }
}
