import type {
  Preview,
  PreviewAnswer,
} from '@groundcrew/plugin-operations-common';
import { verbAvailability } from './verbAvailability';

/**
 * What a restart of `checkout` would do; give what differs.
 *
 * @public
 */
export function preview(more: Partial<Preview> = {}): Preview {
  return {
    summary: 'Replaces 3 pods of checkout',
    source: 'dry-run',
    changes: [
      {
        object: {
          cluster: 'prod',
          kind: 'Deployment',
          namespace: 'shop-checkout',
          name: 'checkout',
        },
        action: 'update',
        fields: ['spec.replicas'],
        before: 'spec:\n  replicas: 3\n',
        after: 'spec:\n  replicas: 5\n',
      },
    ],
    impacts: [],
    disruptions: [],
    hash: 'hash-1',
    computedAt: '2026-01-01T12:00:00.000Z',
    ...more,
  };
}

/**
 * The answer with it; give what differs.
 *
 * @public
 */
export function previewAnswer(
  more: Partial<PreviewAnswer> = {},
): PreviewAnswer {
  return { preview: preview(), availability: verbAvailability(), ...more };
}
