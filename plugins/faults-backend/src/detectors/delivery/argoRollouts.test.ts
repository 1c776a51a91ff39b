import { detectIn } from '@groundcrew/plugin-faults-node/testUtils';
import { argoRollouts } from './argoRollouts';

const find = (status: unknown) =>
  detectIn(argoRollouts, {
    now: '2026-01-02T12:00:00Z',
    objects: [{ kind: 'Rollout', metadata: { name: 'web' }, status } as object],
  }).map(({ confidence, evidence, fault }) =>
    [fault, confidence, evidence[0].message].join(' | '),
  );

describe('argoRollouts', () => {
  it.each<[string, unknown, string]>([
    [
      'is not taken',
      {
        phase: 'Degraded',
        conditions: [
          { type: 'InvalidSpec', status: 'True', message: 'no strategy' },
        ],
      },
      'argo-rollout-invalid | 0.9 | no strategy',
    ],
    [
      'was aborted',
      { phase: 'Degraded', abort: true, message: 'RolloutAborted: metric' },
      'argo-rollout-aborted | 0.7 | RolloutAborted: metric',
    ],
    [
      'does not get on',
      { phase: 'Degraded', message: 'ProgressDeadlineExceeded' },
      'argo-rollout-degraded | 0.85 | ProgressDeadlineExceeded',
    ],
    [
      'was forgotten',
      {
        phase: 'Paused',
        pauseConditions: [
          { reason: 'CanaryPauseStep', startTime: '2026-01-01T11:00:00Z' },
        ],
      },
      'argo-rollout-paused | 0.5 | Its phase is Paused.',
    ],
  ])('finds one that %s', (_, status, expected) => {
    expect(find(status)).toEqual([expected]);
  });

  it.each<[string, unknown]>([
    ['is well', { phase: 'Healthy' }],
    [
      'waits for somebody',
      {
        phase: 'Paused',
        pauseConditions: [{ startTime: '2026-01-02T11:00:00Z' }],
      },
    ],
    ['says nothing', undefined],
    ['is broken', { phase: 7, abort: 'x', pauseConditions: 'y' }],
  ])('says nothing of one that %s', (_, status) => {
    expect(find(status)).toEqual([]);
  });
});
