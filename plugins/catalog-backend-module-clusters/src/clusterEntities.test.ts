import {
  DefaultNamespaceEntityPolicy,
  EntityPolicies,
  FieldFormatEntityPolicy,
  NoForeignRootFieldsEntityPolicy,
  resourceEntityV1alpha1Validator,
  SchemaValidEntityPolicy,
} from '@backstage/catalog-model';
import { clusterEntities, type CatalogCluster } from './clusterEntities';

const entityOf = (cluster: Partial<CatalogCluster>, defaults = {}) =>
  clusterEntities(
    [{ name: 'prod', origin: 'config', ...cluster }],
    defaults,
  )[0];

describe('clusterEntities', () => {
  it('tells what a cluster is and whose', () => {
    expect(
      entityOf(
        {
          title: 'Production',
          environment: 'prod',
          region: 'eu-central-1',
          provider: 'EKS',
          owner: 'group:default/platform',
        },
        { owner: 'group:default/other', system: 'system:default/shop' },
      ),
    ).toEqual({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Resource',
      metadata: {
        name: 'prod',
        title: 'Production',
        description: 'Kubernetes cluster of the environment prod',
        annotations: {
          'backstage.io/managed-by-location': 'groundcrew:clusters',
          'backstage.io/managed-by-origin-location': 'groundcrew:clusters',
          'groundcrew.io/managed': 'true',
          'groundcrew.io/cluster': 'prod',
        },
        labels: {
          'groundcrew.io/environment': 'prod',
          'groundcrew.io/region': 'eu-central-1',
        },
        tags: ['prod', 'eks'],
      },
      spec: {
        type: 'kubernetes-cluster',
        owner: 'group:default/platform',
        system: 'system:default/shop',
      },
    });
  });

  it.each([
    [{}, 'unknown'],
    [{ owner: 'group:default/platform' }, 'group:default/platform'],
  ])('takes an owner of %p for granted', (defaults, owner) => {
    expect(entityOf({}, defaults).spec.owner).toBe(owner);
  });

  it('leaves out what is in the catalog already', () => {
    expect(clusterEntities([{ name: 'prod', origin: 'catalog' }], {})).toEqual(
      [],
    );
  });

  it.each([
    ['arn:aws:eks:eu-central-1:123456789012:cluster/prod'],
    ['kubernetes-admin@prod'],
    ['-'],
    ['x'.repeat(100)],
    ['größe'],
  ])('gives %s a name that the catalog takes', async name => {
    const entity = entityOf({
      name,
      environment: 'Prod / EU!',
      region: '-',
      provider: '***',
    });
    expect(entity.metadata.name).not.toBe(name);
    expect(entity.metadata.title).toBe(name);
    expect(entity.metadata.annotations).toMatchObject({
      'groundcrew.io/cluster': name,
    });
    const policy = EntityPolicies.allOf([
      new SchemaValidEntityPolicy(),
      new DefaultNamespaceEntityPolicy(),
      new NoForeignRootFieldsEntityPolicy(),
      new FieldFormatEntityPolicy(),
    ]);
    // As the catalog gets it: without fields that are undefined.
    const sent = JSON.parse(JSON.stringify(entity));
    await expect(policy.enforce(sent)).resolves.toBeTruthy();
    await expect(resourceEntityV1alpha1Validator.check(sent)).resolves.toBe(
      true,
    );
  });

  it('keeps two clusters apart whose names the catalog cannot tell apart', () => {
    const names = clusterEntities(
      ['a/b', 'a:b', 'a-b'].map(name => ({ name, origin: 'config' as const })),
      {},
    ).map(({ metadata }) => metadata.name);
    expect(new Set(names).size).toBe(3);
  });
});
