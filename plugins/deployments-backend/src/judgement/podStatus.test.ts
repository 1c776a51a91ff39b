import type { Pod } from 'kubernetes-types/core/v1';
import { container, NOW, pod, readyPod } from './__fixtures__/objects';
import { podProblems } from './podProblems';
import { podStatus } from './podStatus';
import { podView } from './podView';

const running = (startedAt: string) =>
  pod('a', {
    containerStatuses: [container({ state: { running: { startedAt } } })],
  });

const unschedulable = pod('a', {
  phase: 'Pending',
  conditions: [
    {
      type: 'PodScheduled',
      status: 'False',
      reason: 'Unschedulable',
      message: '0/3 nodes are available',
    },
  ],
});

const cases: [string, Pod, string, string[]][] = [
  ['ready', readyPod('a'), 'Running', []],
  ['just started', running('2026-03-01T10:01:50Z'), 'Running', []],
  [
    'running for long without becoming ready',
    running('2026-03-01T10:00:00Z'),
    'Running',
    ['NotReady'],
  ],
  [
    'given more time by its probe',
    pod(
      'a',
      {
        containerStatuses: [
          container({
            state: { running: { startedAt: '2026-03-01T10:00:00Z' } },
          }),
        ],
      },
      {
        containers: [
          {
            name: 'app',
            readinessProbe: {
              initialDelaySeconds: 300,
              httpGet: { port: 8080 },
            },
          },
        ],
      },
    ),
    'Running',
    [],
  ],
  ['unschedulable', unschedulable, 'Pending', ['Unschedulable']],
  [
    'evicted',
    pod('a', { phase: 'Failed', reason: 'Evicted' }),
    'Evicted',
    ['Evicted'],
  ],
  ['succeeded', pod('a', { phase: 'Succeeded' }), 'Succeeded', []],
  [
    'being deleted',
    {
      ...readyPod('a'),
      metadata: { name: 'a', deletionTimestamp: '2026-03-01T10:00:00Z' },
    },
    'Terminating',
    [],
  ],
  [
    'ended with an exit code and no reason',
    pod('a', {
      phase: 'Failed',
      containerStatuses: [
        container({ state: { terminated: { exitCode: 3 } } }),
      ],
    }),
    'ExitCode:3',
    ['Failed'],
  ],
  [
    'killed by a signal',
    pod('a', {
      phase: 'Failed',
      containerStatuses: [
        container({ state: { terminated: { exitCode: 137, signal: 9 } } }),
      ],
    }),
    'Signal:9',
    ['Failed'],
  ],
  [
    'waiting for its second init container',
    pod('a', {
      phase: 'Pending',
      initContainerStatuses: [
        container({ name: 'one', state: { terminated: { exitCode: 0 } } }),
        container({
          name: 'two',
          state: { running: { startedAt: '2026-03-01T10:01:59Z' } },
        }),
      ],
    }),
    'Init:1/2',
    [],
  ],
  [
    'failing in its init container',
    pod('a', {
      phase: 'Pending',
      initContainerStatuses: [
        container({ state: { terminated: { exitCode: 1, reason: 'Error' } } }),
      ],
    }),
    'Init:Error',
    ['Error'],
  ],
  [
    'without its image',
    pod('a', {
      phase: 'Pending',
      containerStatuses: [
        container({ state: { waiting: { reason: 'ImagePullBackOff' } } }),
      ],
    }),
    'ImagePullBackOff',
    ['ImagePullBackOff'],
  ],
];

describe('a pod that is', () => {
  it.each(cases)('%s', (_, subject, status, problems) => {
    expect(podStatus(subject)).toBe(status);
    expect(podProblems(subject, NOW).map(({ reason }) => reason)).toEqual(
      problems,
    );
  });
});

describe('podView', () => {
  it('shows containers of all types with their state and their last end', () => {
    const view = podView(
      pod(
        'a',
        {
          conditions: [
            { type: 'Ready', status: 'False', reason: 'ContainersNotReady' },
          ],
          containerStatuses: [
            container({
              restartCount: 2,
              state: {
                waiting: { reason: 'CrashLoopBackOff', message: 'back-off' },
              },
              lastState: {
                terminated: {
                  exitCode: 137,
                  reason: 'OOMKilled',
                  finishedAt: '2026-03-01T10:01:00Z',
                },
              },
            }),
          ],
          initContainerStatuses: [
            container({
              name: 'proxy',
              ready: true,
              state: { running: { startedAt: '2026-03-01T10:00:00Z' } },
            }),
          ],
        },
        {
          nodeName: 'node-1',
          initContainers: [
            { name: 'proxy', restartPolicy: 'Always' },
            { name: 'migrate' },
          ],
          containers: [
            { name: 'app', resources: { requests: { cpu: '100m' } } },
          ],
        },
      ),
    );
    expect(view).toMatchObject({ node: 'node-1', restarts: 2, ready: false });
    expect(view.unmetConditions).toEqual([
      { type: 'Ready', reason: 'ContainersNotReady', message: undefined },
    ]);
    expect(view.containers).toMatchObject([
      {
        name: 'proxy',
        type: 'sidecar',
        ready: true,
        state: { type: 'running' },
      },
      { name: 'migrate', type: 'init', state: undefined },
      {
        name: 'app',
        type: 'app',
        requests: { cpu: '100m' },
        state: { type: 'waiting', reason: 'CrashLoopBackOff' },
        lastTermination: {
          type: 'terminated',
          reason: 'OOMKilled',
          exitCode: 137,
        },
      },
    ]);
  });
});
