import type { Pod } from 'kubernetes-types/core/v1';
import { stuckPod } from './stuckPod';

const now = new Date('2026-03-01T12:00:00Z');

const pod = (
  reason: string,
  options: { seconds?: number; restartCount?: number; init?: boolean } = {},
): Pod => {
  const { seconds = 5, restartCount = 0, init = false } = options;
  const status = {
    name: 'web',
    image: 'web:2',
    imageID: '',
    ready: false,
    restartCount,
    state: { waiting: { reason } },
  };
  return {
    metadata: {
      name: 'checkout-1',
      creationTimestamp: new Date(
        now.getTime() - seconds * 1_000,
      ).toISOString() as never,
    },
    status: init
      ? { initContainerStatuses: [status] }
      : { containerStatuses: [status] },
  };
};

describe('stuckPod', () => {
  it.each<[string, Pod, string | undefined]>([
    ['begins', pod('ContainerCreating'), undefined],
    ['failed to pull for the first time', pod('ErrImagePull'), undefined],
    ['could not pull for some seconds', pod('ImagePullBackOff'), undefined],
    [
      'cannot pull',
      pod('ImagePullBackOff', { seconds: 90 }),
      'checkout-1: the image web:2 cannot be pulled (ImagePullBackOff)',
    ],
    [
      'has an image name that is none',
      pod('InvalidImageName'),
      'checkout-1: web cannot start (InvalidImageName)',
    ],
    [
      'lacks configuration, in an init container',
      pod('CreateContainerConfigError', { init: true }),
      'checkout-1: web cannot start (CreateContainerConfigError)',
    ],
    ['crashed once', pod('CrashLoopBackOff', { restartCount: 1 }), undefined],
    [
      'crashes',
      pod('CrashLoopBackOff', { restartCount: 4 }),
      'checkout-1: web crashed 4 times (CrashLoopBackOff)',
    ],
    ['has no status', { metadata: { name: 'checkout-1' } }, undefined],
  ])('of one that %s', (_, subject, expected) => {
    expect(stuckPod([subject], now)).toBe(expected);
  });
});
