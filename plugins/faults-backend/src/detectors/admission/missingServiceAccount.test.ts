import { detectIn } from '@groundcrew/plugin-faults-node/testUtils';
import { missingServiceAccount } from './missingServiceAccount';
import { refusedPods } from './__fixtures__/refusedPods';

const refusal = (name: string) =>
  `Error creating: pods "web-1-" is forbidden: error looking up service account default/${name}: serviceaccount "${name}" not found`;
const ACCOUNT = `
kind: ServiceAccount
metadata: { name: robot }
`;
const spec = 'serviceAccountName: robot';

function found(...objects: string[]) {
  return detectIn(missingServiceAccount, {
    objects: objects.join('\n---\n'),
  }).map(({ confidence, fault, object }) => [
    fault,
    `${object.kind}/${object.name}`,
    confidence,
  ]);
}

describe('missingServiceAccount', () => {
  it.each<[string, string[], number]>([
    ['by words', [refusedPods({ spec, refusal: refusal('robot') })], 0.97],
    ['by fields alone', [refusedPods({ spec })], 0.9],
    [
      'of the default one',
      [refusedPods({ refusal: refusal('default') })],
      0.97,
    ],
  ])('finds it %s', (_, objects, confidence) => {
    expect(found(...objects)).toEqual([
      ['service-account-missing', 'Deployment/web', confidence],
    ]);
  });

  it.each<[string, string[]]>([
    [
      'where it has come since',
      [ACCOUNT, refusedPods({ spec, refusal: refusal('robot') })],
    ],
    [
      'where all pods are there',
      [refusedPods({ spec, replicas: 2, refusal: refusal('robot') })],
    ],
    ['of the default one that nobody misses', [refusedPods()]],
  ])('is silent %s', (_, objects) => {
    expect(found(...objects)).toEqual([]);
  });
});
