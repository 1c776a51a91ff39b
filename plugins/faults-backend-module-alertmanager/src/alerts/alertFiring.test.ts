import type { FiringAlert } from '@groundcrew/plugin-faults-node';
import { detectIn } from '@groundcrew/plugin-faults-node/testUtils';
import { deployment } from '../__testUtils__/objects';
import { alertFiring } from './alertFiring';

const POD = { kind: 'Pod', namespace: 'shop', name: 'cart-1-a' };
const alert = (changes: Partial<FiringAlert> = {}): FiringAlert => ({
  name: 'PodNotReady',
  startedAt: Date.UTC(2026, 0, 1),
  isImportant: true,
  ...changes,
});

const found = (...alerts: FiringAlert[]) =>
  detectIn(alertFiring, {
    objects: deployment('cart'),
    evidence: {
      alertsOf: ({ kind }) => (kind === 'Deployment' ? alerts : undefined),
    },
  });

describe('alertFiring', () => {
  it('tells of an object that something fires, where and since when', () => {
    expect(found(alert({ summary: 'cart is not ready', named: POD }))).toEqual([
      {
        fault: 'alert-firing',
        object: { kind: 'Deployment', namespace: 'shop', name: 'cart' },
        message: 'The alert PodNotReady fires: cart is not ready',
        confidence: 0.6,
        isLasting: true,
        isUrgent: false,
        evidence: [
          {
            source: 'alert',
            message: 'PodNotReady fires: cart is not ready',
            object: POD,
            at: '2026-01-01T00:00:00.000Z',
          },
        ],
      },
    ]);
  });

  it('is urgent where one of the alerts is', () => {
    const [finding] = found(alert(), alert({ isUrgent: true }));
    expect(finding.isUrgent).toBe(true);
  });

  it('says nothing of what is only recorded, and where nothing fires', () => {
    expect(found(alert({ isImportant: false }))).toEqual([]);
    expect(found()).toEqual([]);
  });

  it.each([
    [['A'], 'The alert A fires.'],
    [['A', 'A'], 'The alert A fires 2 times.'],
    [['A', 'B'], 'The alerts A and B fire.'],
    [['A', 'B', 'C', 'A'], 'The alerts A, B and C fire.'],
    [['A', 'B', 'C', 'D', 'E'], 'The alerts A, B, C and 2 more fire.'],
  ])('names %j', (names, message) => {
    const [finding] = found(...names.map(name => alert({ name })));
    expect(finding.message).toBe(message);
  });
});
