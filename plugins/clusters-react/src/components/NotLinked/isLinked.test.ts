import { isLinked } from './isLinked';

describe('isLinked', () => {
  it.each([
    [{}, false],
    [{ 'backstage.io/techdocs-ref': 'dir:.' }, false],
    [{ 'backstage.io/kubernetes-id': 'checkout' }, true],
    [{ 'backstage.io/kubernetes-label-selector': 'app=checkout' }, true],
  ])('takes an entity with %j for linked: %s', (annotations, expected) => {
    expect(
      isLinked({
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Component',
        metadata: { name: 'checkout', annotations },
      }),
    ).toBe(expected);
  });
});
