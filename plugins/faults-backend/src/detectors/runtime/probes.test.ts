import { detectIn } from '@groundcrew/plugin-faults-node/testUtils';
import {
  BEFORE,
  NOW,
  deployment,
  event,
  inShort,
  pod,
  service,
} from '../testObjects';
import { probes } from './probes';

const ports = [{ containerPort: 8080 }];
const get = (port: number | string, more = {}) => ({
  httpGet: { port, path: '/' },
  ...more,
});
const grpc = { grpc: { port: 8080 } };
const REFUSED = 'dial tcp 10.1.0.1:9556: connect: connection refused';
const MALFORMED = 'net/http: malformed HTTP response';
const killing = event(
  'Killing',
  'Container app failed liveness probe, will be restarted',
  { count: 3 },
);
const unhealthy = (kind: string, message: string, count = 9) =>
  event('Unhealthy', `${kind} probe failed: ${message}`, { count });

const restarted = (container: object) =>
  pod({
    container,
    status: { phase: 'Running' },
    containerStatus: {
      restartCount: 3,
      state: { running: { startedAt: BEFORE } },
      lastState: {
        terminated: {
          exitCode: 143,
          reason: 'Error',
          startedAt: '2026-01-01T11:54:57Z',
          finishedAt: BEFORE,
        },
      },
    },
  });
const unready = (container: object) =>
  pod({
    container,
    status: { phase: 'Running' },
    containerStatus: { state: { running: { startedAt: BEFORE } } },
  });
const find = (...objects: object[]) =>
  detectIn(probes, { objects: [deployment(), ...objects] });

describe('probes', () => {
  it.each([
    [
      'liveness-probe-port',
      restarted({ ports, livenessProbe: get(9556) }),
      [unhealthy('Liveness', REFUSED), killing],
    ],
    [
      'readiness-probe-port',
      unready({ ports, readinessProbe: get(9556) }),
      [unhealthy('Readiness', REFUSED)],
    ],
    [
      'readiness-probe-port',
      unready({ ports, readinessProbe: get('web') }),
      [unhealthy('Readiness', 'no port named web')],
    ],
    [
      'startup-probe-port',
      restarted({ ports, startupProbe: get(9556) }),
      [unhealthy('Startup', REFUSED)],
    ],
    [
      'liveness-probe-protocol',
      restarted({ ports, livenessProbe: get(8080), readinessProbe: grpc }),
      [unhealthy('Liveness', MALFORMED), killing],
    ],
    [
      'readiness-probe-protocol',
      unready({ ports, readinessProbe: get(8080), livenessProbe: grpc }),
      [unhealthy('Readiness', 'something odd')],
    ],
    [
      'liveness-probe-path',
      restarted({ ports, livenessProbe: get(8080) }),
      [
        unhealthy('Liveness', 'HTTP probe failed with statuscode: 404'),
        killing,
      ],
    ],
    [
      'liveness-probe-timing',
      restarted({
        ports,
        livenessProbe: get(8080, { periodSeconds: 1, failureThreshold: 2 }),
      }),
      [unhealthy('Liveness', REFUSED), killing],
    ],
    [
      'liveness-probe-failing',
      restarted({ ports, livenessProbe: get(8080) }),
      [unhealthy('Liveness', 'statuscode: 500'), killing],
    ],
    [
      'readiness-probe-failing',
      unready({ ports, readinessProbe: get(8080) }),
      [unhealthy('Readiness', REFUSED)],
    ],
  ])('finds %s', (fault, subject, events) => {
    expect(inShort(find(subject, ...events))).toEqual([
      `${fault} of Deployment cart`,
    ]);
  });

  describe('of pods that say that they are not ready', () => {
    const unreadySince = (minutes: number, name = 'cart-1', isReady = false) =>
      pod({
        name,
        isReady,
        container: { ports, readinessProbe: get(8080) },
        containerStatus: {
          state: {
            running: {
              startedAt: new Date(
                Date.parse(NOW) - minutes * 60_000,
              ).toISOString(),
            },
          },
        },
      });
    const lost = (object: object, transition: string, status = 'False') => ({
      ...object,
      status: {
        ...(object as { status: object }).status,
        conditions: [{ type: 'Ready', status, lastTransitionTime: transition }],
      },
    });
    const released = (object: object, template: string) => ({
      ...object,
      metadata: {
        ...(object as { metadata: object }).metadata,
        labels: { app: 'cart', 'pod-template-hash': template },
      },
    });
    /** Of the release before, and ready within 20 s. */
    const before = released(
      lost(unreadySince(10, 'cart-0', true), '2026-01-01T11:50:20Z', 'True'),
      'old',
    );
    const confidenceOf = (...objects: object[]) =>
      find(...objects, unhealthy('Readiness', 'statuscode: 503')).map(
        ({ confidence }) => confidence,
      );

    it.each<[string, object[], number[]]>([
      ['all have had time to get ready', [unreadySince(5)], [0.85]],
      ['they have only just started', [unreadySince(1)], [0.5]],
      [
        'they were ready before',
        [lost(unreadySince(1), '2026-01-01T11:59:50Z')],
        [0.85],
      ],
      [
        'others serve',
        [unreadySince(5), unreadySince(5, 'cart-2', true)],
        [0.5],
      ],
      [
        'those of the release before needed much less',
        [before, released(unreadySince(1.5), 'new')],
        [0.85],
      ],
      [
        'those of the release before needed little less',
        [before, released(unreadySince(0.9), 'new')],
        [0.5],
      ],
      [
        'others of the same release serve',
        [before, unreadySince(1.5)].map(object => released(object, 'old')),
        [0.5],
      ],
    ])('is as sure as it may be when %s', (_, objects, expected) => {
      expect(confidenceOf(...objects)).toEqual(expected);
    });
  });

  it('knows from the Service where a container that declares nothing listens', () => {
    const objects = [
      unready({ readinessProbe: get(9556) }),
      unhealthy('Readiness', REFUSED),
    ];
    expect(inShort(find(...objects, service()))).toEqual([
      'readiness-probe-port of Deployment cart',
    ]);
    expect(inShort(find(...objects))).toEqual([
      'readiness-probe-failing of Deployment cart',
    ]);
  });

  it('looks at the probe as it was written where a service mesh has redirected it', () => {
    const [found] = detectIn(probes, {
      objects: [
        deployment({ container: { ports, readinessProbe: get(9556) } }),
        unready({
          ports,
          readinessProbe: {
            httpGet: { port: 15020, path: '/app-health/app/readyz' },
          },
        }),
        unhealthy('Readiness', REFUSED),
      ],
    });
    expect(found.message).toContain('port 9556');
  });

  it('gives a container that nobody has told of yet its time', () => {
    const objects = [
      deployment(),
      unready({ ports, readinessProbe: get(9556) }),
    ];
    expect(detectIn(probes, { objects, now: '2026-01-01T11:55:10Z' })).toEqual(
      [],
    );
    expect(inShort(detectIn(probes, { objects }))).toEqual([
      'readiness-probe-port of Deployment cart',
    ]);
  });

  it.each([
    [
      'passes by now',
      pod({ isReady: true, container: { ports, readinessProbe: get(9556) } }),
      [unhealthy('Readiness', REFUSED)],
    ],
    [
      'has failed less often than it may',
      unready({ ports, readinessProbe: get(9556) }),
      [unhealthy('Readiness', REFUSED, 2)],
    ],
    [
      'restarts nothing',
      pod({ isReady: true, container: { ports, livenessProbe: get(9556) } }),
      [unhealthy('Liveness', REFUSED, 2)],
    ],
    [
      'is of a container that crashes by itself',
      restarted({
        ports,
        livenessProbe: get(8080, { initialDelaySeconds: 60 }),
      }),
      [unhealthy('Liveness', REFUSED, 1)],
    ],
    [
      'is on a node that does not report',
      unready({ ports, readinessProbe: get(9556) }),
      [
        unhealthy('Readiness', REFUSED),
        {
          kind: 'Node',
          metadata: { name: 'node-1' },
          status: { conditions: [{ type: 'Ready', status: 'Unknown' }] },
        },
      ],
    ],
    [
      'asks nothing',
      unready({ readinessProbe: {} }),
      [unhealthy('Readiness', REFUSED)],
    ],
    ['is of nothing', { kind: 'Pod', metadata: { name: 'bare' } }, []],
  ])('is silent about a probe that %s', (_, subject, more) => {
    expect(find(subject, ...more)).toEqual([]);
  });
});
