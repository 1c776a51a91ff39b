import { detectIn } from '@groundcrew/plugin-faults-node/testUtils';
import { deployment, event, inShort, pod } from '../testObjects';
import { podPreparation } from './podPreparation';

const creating = pod({
  containerStatus: { state: { waiting: { reason: 'ContainerCreating' } } },
});

describe('podPreparation', () => {
  it.each([
    [
      'volume-attach-failed',
      'FailedAttachVolume',
      'Multi-Attach error for volume "pvc-1"',
    ],
    [
      'volume-mount-failed',
      'FailedMount',
      'MountVolume.SetUp failed for volume "v" : no such directory',
    ],
    [
      'sandbox-creation-failed',
      'FailedCreatePodSandBox',
      'failed to setup network: plugin not ready',
    ],
  ])('finds %s', (fault, reason, message) => {
    const find = (count: number) =>
      detectIn(podPreparation, {
        objects: [deployment(), creating, event(reason, message, { count })],
      });
    expect(inShort(find(3))).toEqual([`${fault} of Deployment cart`]);
    expect(find(3)[0].confidence).toBeGreaterThanOrEqual(0.85);
    // The first attempt may have come too soon.
    expect(find(1)[0].confidence).toBeLessThan(0.6);
  });

  it('leaves it to the roll-out when another pod of the same Deployment holds the volume', () => {
    const [found] = detectIn(podPreparation, {
      objects: [
        deployment(),
        creating,
        pod({ name: 'cart-2', isReady: true }),
        event('FailedAttachVolume', 'Multi-Attach error for volume "v"', {
          count: 5,
        }),
      ],
    });
    expect(found.confidence).toBeLessThan(0.6);
  });

  it('names the first step that fails', () => {
    const found = detectIn(podPreparation, {
      objects: [
        deployment(),
        creating,
        event('FailedAttachVolume', 'Multi-Attach error', { count: 5 }),
        event('FailedMount', 'timed out waiting for the condition'),
      ],
    });
    expect(inShort(found)).toEqual(['volume-attach-failed of Deployment cart']);
  });

  it.each([
    [
      'a ConfigMap that is missing',
      creating,
      'FailedMount',
      'MountVolume.SetUp failed for volume "c" : configmap "flags" not found',
    ],
    [
      'want of memory',
      creating,
      'FailedCreatePodSandBox',
      'container init was OOM-killed (memory limit too low?)',
    ],
    [
      'a volume that refuses',
      creating,
      'FailedMount',
      'MountVolume.SetUp failed for volume "v" : permission denied',
    ],
    [
      'a pod that runs by now',
      pod({ isReady: true }),
      'FailedMount',
      'MountVolume.SetUp failed for volume "v" : timeout',
    ],
  ])('is silent about %s', (_, subject, reason, message) => {
    expect(
      detectIn(podPreparation, {
        objects: [deployment(), subject, event(reason, message, { count: 9 })],
      }),
    ).toEqual([]);
  });
});
