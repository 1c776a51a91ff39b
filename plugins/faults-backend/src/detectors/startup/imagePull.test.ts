import { detectIn } from '@groundcrew/plugin-faults-node/testUtils';
import { deployment, event, inShort, pod } from '../testObjects';
import { imagePull } from './imagePull';

const image = 'registry.example.com/shop/cart:2';
const waiting = (reason: string, message?: string) =>
  pod({
    container: { image },
    containerStatus: { state: { waiting: { reason, message } } },
  });
const failed = (message: string) =>
  event('Failed', `Failed to pull image "${image}": ${message}`);
const account = (...secrets: string[]) => ({
  kind: 'ServiceAccount',
  metadata: { name: 'default' },
  imagePullSecrets: secrets.map(name => ({ name })),
});
const secret = { kind: 'Secret', metadata: { name: 'registry' } };

const REFUSED =
  'failed to authorize: failed to fetch anonymous token: unexpected status: 401 Unauthorized';
const HIDDEN =
  'pull access denied, repository does not exist or may require authorization: insufficient_scope: authorization failed';

describe('imagePull', () => {
  it.each([
    [
      'image-registry-unresolvable',
      'dial tcp: lookup registry.example.com on 10.0.0.10:53: no such host',
      0.97,
    ],
    ['image-registry-unreachable', 'dial tcp 1.2.3.4:443: i/o timeout', 0.88],
    ['image-pull-unauthorized', REFUSED, 0.92],
    [
      'image-not-found',
      `rpc error: code = NotFound: ${image}: not found`,
      0.92,
    ],
    [
      'image-not-found',
      'failed to do request: HEAD request to https://mirror.example.com/v2/shop/cart/manifests/2: 403 Forbidden',
      0.86,
    ],
    ['image-name-invalid', "couldn't parse image reference", 0.97],
    ['image-pull-failed', 'unexpected end of story', 0.6],
  ])('finds %s in "%s"', (fault, message, confidence) => {
    const fromEvent = detectIn(imagePull, {
      objects: [deployment(), waiting('ErrImagePull'), failed(message)],
    });
    const fromStatus = detectIn(imagePull, {
      objects: [deployment(), waiting('ErrImagePull', message)],
    });

    expect(inShort(fromEvent)).toEqual([`${fault} of Deployment cart`]);
    expect(fromEvent[0].confidence).toBe(confidence);
    expect(inShort(fromStatus)).toEqual(inShort(fromEvent));
  });

  it.each([
    ['InvalidImageName', 'image-name-invalid'],
    ['ErrImageNeverPull', 'image-never-pulled'],
  ])('finds what the kubelet calls %s', (reason, fault) => {
    const found = detectIn(imagePull, {
      objects: [deployment(), waiting(reason)],
    });
    expect(inShort(found)).toEqual([`${fault} of Deployment cart`]);
  });

  it('tells of the Secret that should hold the credentials and does not exist', () => {
    const [found] = detectIn(imagePull, {
      objects: [
        deployment(),
        account('registry'),
        waiting('ImagePullBackOff', REFUSED),
      ],
    });
    expect(found).toMatchObject({
      fault: 'image-pull-unauthorized',
      confidence: 0.96,
      message: expect.stringContaining("'registry'"),
    });

    const [withSecret] = detectIn(imagePull, {
      objects: [
        deployment(),
        account('registry'),
        secret,
        waiting('ImagePullBackOff', REFUSED),
      ],
    });
    expect(withSecret.message).toMatch(/with the credentials in Secret/);
    expect(withSecret.confidence).toBe(0.92);
  });

  it('takes "access denied" of a repository that others run for a wrong tag', () => {
    const stuck = waiting('ErrImagePull', HIDDEN);
    const other = pod({
      of: 'old',
      isReady: true,
      container: { image: 'registry.example.com/shop/cart:1' },
    });
    const found = detectIn(imagePull, {
      objects: [deployment(), stuck, other],
    });
    expect(found.map(({ confidence, fault }) => [fault, confidence])).toEqual([
      ['image-not-found', 0.9],
      ['image-pull-unauthorized', 0.7],
    ]);
    expect(
      detectIn(imagePull, { objects: [deployment(), stuck] })[0].confidence,
    ).toBe(0.8);
  });

  it('leaves out events of another image, and of a pod that is gone', () => {
    const found = detectIn(imagePull, {
      objects: [
        deployment(),
        waiting('ErrImagePull'),
        event('Failed', 'Failed to pull image "other:1": no such host'),
        event('Failed', `Failed to pull image "${image}": no such host`, {
          name: 'cart-0',
        }),
      ],
    });
    expect(inShort(found)).toEqual(['image-pull-failed of Deployment cart']);
  });

  it('is silent about what starts or runs, and about objects without anything', () => {
    const objects = [
      deployment(),
      pod({ isReady: true }),
      waiting('ContainerCreating'),
      failed('no such host'),
      { kind: 'Pod', metadata: { name: 'bare' } },
    ];
    expect(detectIn(imagePull, { objects })).toEqual([]);
  });
});
