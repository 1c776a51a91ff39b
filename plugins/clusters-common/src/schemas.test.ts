import { logQuerySchema } from './objectViews';
import { clustersPermissions, RESOURCE_TYPE_READ_TARGET } from './permissions';
import { connectionInputSchema, registrationInputSchema } from './registration';
import { entityChangedSchema } from './signals';

describe('logQuerySchema', () => {
  it('reads the words of a query, and fills in what is left out', () => {
    expect(
      logQuerySchema.parse({ follow: 'true', tailLines: '10', previous: '' }),
    ).toEqual({
      follow: true,
      previous: true,
      tailLines: 10,
      timestamps: false,
    });
  });

  it.each([
    { tailLines: '0' },
    { tailLines: '10001' },
    { sinceSeconds: '-1' },
    { follow: 'maybe' },
  ])('refuses %p', query => {
    expect(logQuerySchema.safeParse(query).success).toBe(false);
  });
});

describe('registrationInputSchema', () => {
  const connection = {
    server: 'https://10.0.0.1',
    credentials: { token: 'abc' },
  };

  it.each(['edge', 'eu-1', 'a'])('takes the name %s', name => {
    expect(
      registrationInputSchema.safeParse({ name, connection }).success,
    ).toBe(true);
  });

  it.each(['', 'Edge', '-edge', 'edge-', '_register', 'a'.repeat(64), 'a/b'])(
    'refuses the name "%s"',
    name => {
      expect(
        registrationInputSchema.safeParse({ name, connection }).success,
      ).toBe(false);
    },
  );

  it('takes a kubeconfig in place of a server', () => {
    expect(
      connectionInputSchema.safeParse({ kubeconfig: 'kind: Config' }).success,
    ).toBe(true);
    expect(
      connectionInputSchema.safeParse({ server: 'https://10.0.0.1' }).success,
    ).toBe(false);
  });
});

describe('what is told to everybody who listens', () => {
  it('is the entity and a revision, and nothing else', () => {
    expect(Object.keys(entityChangedSchema.shape)).toEqual([
      'entityRef',
      'revision',
    ]);
  });
});

describe('permissions to read', () => {
  it('are decided on a place in a cluster', () => {
    const reading = clustersPermissions.filter(
      ({ attributes }) => attributes.action === 'read',
    );
    expect(reading.map(({ name }) => name)).toEqual([
      'groundcrew.clusters.read',
      'groundcrew.objects.read',
      'groundcrew.configuration.read',
      'groundcrew.logs.read',
    ]);
    for (const permission of reading) {
      expect(permission).toMatchObject({
        resourceType: RESOURCE_TYPE_READ_TARGET,
      });
    }
  });
});
