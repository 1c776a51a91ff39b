import type { VerbAvailability } from '@groundcrew/plugin-operations-common';

/**
 * A verb that may be used; give what differs.
 *
 * @public
 */
export function verbAvailability(
  more: Partial<VerbAvailability> = {},
): VerbAvailability {
  return {
    operation: 'kubernetes.restart',
    title: 'Restart',
    risk: 'low',
    outcome: 'allowed',
    reasonRequired: false,
    verdicts: [],
    fields: [],
    ...more,
  };
}
