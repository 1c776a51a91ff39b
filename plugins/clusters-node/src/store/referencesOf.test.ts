import { referencesOf, referenceTo } from './referencesOf';

describe('referencesOf', () => {
  it.each<[string, object, string[]]>([
    [
      'the Services of all paths of an Ingress, and its default',
      {
        defaultBackend: { service: { name: 'rest' } },
        rules: [
          {
            http: {
              paths: [
                { backend: { service: { name: 'web' } } },
                { backend: { service: { name: 'web' } } },
                { backend: { resource: { kind: 'Bucket', name: 'files' } } },
              ],
            },
          },
        ],
      },
      ['rest', 'web'],
    ],
    [
      'nothing of rules that are none',
      { rules: [null, {}, { http: { paths: [null, {}] } }] },
      [],
    ],
  ])('finds %s', (_, spec, services) => {
    const ingress = {
      kind: 'Ingress',
      metadata: { name: 'web', namespace: 'shop' },
      spec,
    };
    expect(referencesOf('Ingress', ingress)).toEqual(
      services.map(name => referenceTo.service('shop', name)),
    );
  });
});
