import type { ReadingStore } from './ReadingStore';
import { UnknownKindError } from './UnknownKindError';

/** Whether a namespace is being deleted, as far as anybody knows. */
export function isEndingNamespace(
  store: ReadingStore,
  name: string | undefined,
): boolean {
  if (!name) {
    return false;
  }
  try {
    const namespace = store.get('Namespace', { name });
    return namespace?.metadata?.deletionTimestamp !== undefined;
  } catch (error) {
    if (error instanceof UnknownKindError) {
      return false;
    }
    throw error;
  }
}
