import { detectIn } from '@groundcrew/plugin-faults-node/testUtils';
import { certificates } from './certificates';

const NOW = '2026-01-01T12:00:00Z';
const ready = (
  status: string,
  lastTransitionTime = '2026-01-01T11:00:00Z',
) => ({
  type: 'Ready',
  status,
  reason: 'Because',
  message: 'the issuer says so',
  lastTransitionTime,
});

function find(status: object | undefined, metadata: object = {}) {
  return detectIn(certificates, {
    now: NOW,
    objects: [
      {
        kind: 'Certificate',
        metadata: { name: 'shop', ...metadata },
        spec: { secretName: 'shop-tls' },
        status,
      } as object,
      {
        kind: 'Ingress',
        metadata: { name: 'shop' },
        spec: { tls: [{ secretName: 'shop-tls' }] },
      },
      {
        kind: 'Ingress',
        metadata: { name: 'other' },
        spec: { tls: [{ secretName: 'other-tls' }] },
      },
    ],
  }).map(({ confidence, explains = [], fault }) =>
    [fault, confidence, ...explains.map(({ name }) => name)].join(' '),
  );
}

describe('certificates', () => {
  it.each<[string, object | undefined, string]>([
    [
      'one that has expired',
      { notAfter: '2026-01-01T11:59:00Z', conditions: [ready('False')] },
      'certificate-expired 0.9 shop',
    ],
    [
      'one that nobody renews, long before its end',
      {
        notAfter: '2026-01-20T12:00:00Z',
        renewalTime: '2026-01-01T09:00:00Z',
        conditions: [ready('True')],
      },
      'certificate-not-renewed 0.55 shop',
    ],
    [
      'one that nobody renews, on its last day',
      {
        notAfter: '2026-01-02T01:00:00Z',
        renewalTime: '2025-12-20T09:00:00Z',
        conditions: [ready('True')],
      },
      'certificate-not-renewed 0.65 shop',
    ],
    [
      'one that was never issued',
      { conditions: [ready('False')] },
      'certificate-not-issued 0.7 shop',
    ],
  ])('finds %s', (_, status, expected) => {
    expect(find(status)).toEqual([expected]);
  });

  it('finds one that nobody has ever looked at', () => {
    expect(
      find(undefined, { creationTimestamp: '2026-01-01T10:00:00Z' }),
    ).toEqual(['certificate-not-issued 0.7 shop']);
  });

  it.each<[string, { status?: object; metadata?: object }]>([
    [
      'is valid',
      {
        status: {
          notAfter: '2026-03-01T12:00:00Z',
          renewalTime: '2026-02-01T12:00:00Z',
          conditions: [ready('True')],
        },
      },
    ],
    [
      'is being renewed',
      {
        status: {
          notAfter: '2026-02-01T12:00:00Z',
          renewalTime: '2026-01-01T11:30:00Z',
          conditions: [ready('True')],
        },
      },
    ],
    [
      'is being issued',
      { status: { conditions: [ready('False', '2026-01-01T11:55:00Z')] } },
    ],
    [
      'has just come',
      { metadata: { creationTimestamp: '2026-01-01T11:59:00Z' } },
    ],
    ['says nothing of its end', { status: { conditions: [ready('True')] } }],
    [
      'speaks nonsense',
      { status: { notAfter: 'soon', conditions: [ready('True')] } },
    ],
  ])('is silent about one that %s', (_, { metadata, status }) => {
    expect(find(status, metadata)).toEqual([]);
  });
});
