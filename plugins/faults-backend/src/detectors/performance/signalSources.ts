import type { Signal } from '@groundcrew/plugin-faults-node';

/** Each is judged by itself: numbers of different sources cannot be compared. */
export const SOURCES: readonly Signal['source'][] = ['alert', 'metric'];

/** How sure a finding is that rests on signals of a source. An alert says also that somebody thought it worth to be woken for. */
export function sureOf(source: Signal['source']): number {
  return source === 'alert' ? 0.9 : 0.88;
}
