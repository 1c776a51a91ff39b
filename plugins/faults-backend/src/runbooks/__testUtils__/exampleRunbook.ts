import type { Runbook } from '@groundcrew/plugin-faults-common';

/** A runbook against one fault; give what differs. */
export function exampleRunbook(more: Partial<Runbook> = {}): Runbook {
  return {
    id: 'example',
    title: 'An example',
    severity: 'P1',
    symptoms: ['image-not-found'],
    investigation: [{ text: 'Look.' }],
    resolution: [{ text: 'Mend.' }],
    body: '# An example',
    source: 'runbooks/example.md',
    isShipped: false,
    ...more,
  };
}
