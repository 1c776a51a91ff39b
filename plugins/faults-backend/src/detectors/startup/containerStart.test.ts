import { detectIn } from '@groundcrew/plugin-faults-node/testUtils';
import { deployment, inShort, pod } from '../testObjects';
import { containerStart } from './containerStart';

const starting = (containerStatus: object, container = {}) => [
  deployment(),
  pod({ containerStatus, container }),
];

describe('containerStart', () => {
  it.each([
    [
      'container-command-invalid',
      {
        waiting: {
          reason: 'RunContainerError',
          message: 'exec: "srv": executable file not found in $PATH',
        },
      },
    ],
    [
      'container-command-invalid',
      {
        terminated: {
          reason: 'StartError',
          exitCode: 128,
          message: 'exec /srv: exec format error',
        },
      },
    ],
    [
      'container-start-failed',
      {
        waiting: {
          reason: 'CreateContainerError',
          message: 'context deadline exceeded',
        },
      },
    ],
    ['lifecycle-hook-failed', { waiting: { reason: 'PostStartHookError' } }],
  ])('finds %s in %j', (fault, state) => {
    const found = detectIn(containerStart, { objects: starting({ state }) });
    expect(inShort(found)).toEqual([`${fault} of Deployment cart`]);
    expect(found[0].confidence).toBeGreaterThanOrEqual(0.85);
  });

  it('marks the command as configuration, and keeps it out of the message', () => {
    const [found] = detectIn(containerStart, {
      objects: starting(
        {
          state: {
            waiting: {
              reason: 'RunContainerError',
              message: 'no such file or directory',
            },
          },
        },
        { command: ['/srv', '--region=north'] },
      ),
    });
    expect(found.message).not.toContain('north');
    expect(
      found.evidence.filter(({ message }) => message.includes('north')),
    ).toEqual([expect.objectContaining({ revealsConfiguration: true })]);
  });

  it.each([
    [
      'runs again',
      {
        state: { running: {} },
        lastState: { terminated: { reason: 'StartError', exitCode: 128 } },
      },
    ],
    [
      'had no memory to start',
      {
        state: {
          terminated: {
            reason: 'StartError',
            exitCode: 128,
            message: 'container init was OOM-killed',
          },
        },
      },
    ],
    [
      'ended by itself',
      {
        state: { waiting: { reason: 'CrashLoopBackOff' } },
        lastState: { terminated: { reason: 'Error', exitCode: 1 } },
      },
    ],
    [
      'is being created',
      { state: { waiting: { reason: 'ContainerCreating' } } },
    ],
  ])('is silent about what %s', (_, status) => {
    expect(detectIn(containerStart, { objects: starting(status) })).toEqual([]);
  });
});
