import type { ObjectStore } from '@groundcrew/plugin-clusters-node';
import type { Exclusion, Finding } from '@groundcrew/plugin-faults-common';
import type { Cause } from '../causes';

/** What {@link exclusionsOf} looks at. */
export interface ExclusionsOptions {
  /** With values of configuration: they tell which Services are called. No value is repeated. */
  store: ObjectStore;
  /** Everything that was found in the cluster: what is found is not excluded. */
  findings: readonly Finding[];
  /** Milliseconds since 1970. */
  now: number;
}

/**
 * What could have been the cause, was looked at, and is not, with what speaks against it; what is nearest to the cause first, at most 12.
 * Of kinds that are not known whole nothing is said.
 */
export function exclusionsOf(
  _cause: Pick<Cause, 'finding' | 'symptoms'>,
  _options: ExclusionsOptions,
): Exclusion[] {
  return [];
}
