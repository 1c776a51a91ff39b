import { useSyncExternalStore } from 'react';
import { pageClock } from '../live/pageClock';

/**
 * A text that depends on the time of day, kept current.
 *
 * @remarks
 *
 * The text is computed every second; a component is only rendered when it changes.
 *
 * @public
 */
export function useTickingText(text: () => string): string {
  return useSyncExternalStore(pageClock.subscribe, text);
}
