import { createDetector } from '@groundcrew/plugin-faults-node';
import { detectIn } from './detectIn';

/** Says of each pod what is known of its log, and when it was asked. */
const logReader = createDetector({
  id: 'log-reader',
  title: 'What is in logs',
  faults: [{ id: 'told', category: 'runtime', title: 'It told' }],
  subjects: ['Pod'],
  *detect({ metadata }, { evidence, now }) {
    const { name = '', namespace = '' } = metadata ?? {};
    const logs = evidence.logsOf({ namespace, name });
    yield {
      fault: 'told',
      object: { kind: 'Pod', namespace, name },
      message: `${logs?.[0]?.text ?? 'nobody knows'} at ${new Date(
        now,
      ).toISOString()}`,
      confidence: 0.5,
      evidence: [],
    };
  },
});

const objects = `
kind: Pod
metadata: { name: cart, namespace: shop }
---
kind: Service
metadata: { name: cart, namespace: shop }
`;

describe('detectIn', () => {
  it('asks about every object of its kinds, and no other', () => {
    expect(detectIn(logReader, { objects })).toMatchObject([
      {
        object: { kind: 'Pod', namespace: 'shop', name: 'cart' },
        message: 'nobody knows at 2026-01-01T12:00:00.000Z',
      },
    ]);
  });

  it('knows what it is told besides', () => {
    const [{ message }] = detectIn(logReader, {
      objects,
      evidence: {
        logsOf: () => [{ container: 'app', previous: false, text: 'refused' }],
      },
      now: '2026-02-01T00:00:00Z',
    });
    expect(message).toBe('refused at 2026-02-01T00:00:00.000Z');
  });
});
