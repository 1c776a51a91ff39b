import { ConfigReader } from '@backstage/config';
import { mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CatalogClusterLocator } from './CatalogClusterLocator';
import type { LocatedCluster } from './ClusterLocator';
import { ClusterSettings } from './ClusterSettings';
import { ConfigClusterLocator } from './ConfigClusterLocator';
import { hostIsAllowed } from './hostIsAllowed';
import { KubeConfigClusterLocator } from './KubeConfigClusterLocator';
import { mergeLocated } from './mergeLocated';

const settingsOf = (groundcrew: object = {}) =>
  ClusterSettings.fromConfig(new ConfigReader({ groundcrew } as never));

describe('ConfigClusterLocator', () => {
  const locate = (
    clusters: object[],
    { groundcrew = {}, isInCluster = false } = {},
  ) =>
    ConfigClusterLocator.fromConfig(
      new ConfigReader({
        kubernetes: { clusterLocatorMethods: [{ type: 'config', clusters }] },
      } as never),
      { settings: settingsOf(groundcrew), isInCluster },
    ).list();

  it('reads a cluster as the Kubernetes plugin has it', async () => {
    const { clusters, problems } = await locate([
      {
        name: 'prod',
        title: 'Production',
        url: 'https://10.0.0.1:6443',
        authProvider: 'serviceAccount',
        serviceAccountToken: 'secret-token',
        caData: Buffer.from('PEM').toString('base64'),
        caFile: '/etc/ca.pem',
        skipTLSVerify: true,
        skipMetricsLookup: true,
        dashboardUrl: 'https://dashboard',
      },
    ]);
    expect(problems).toEqual([]);
    expect(clusters).toEqual([
      {
        name: 'prod',
        title: 'Production',
        dashboardUrl: 'https://dashboard',
        origin: 'config',
        connection: {
          type: 'direct',
          server: 'https://10.0.0.1:6443',
          certificateAuthority: 'PEM',
          certificateAuthorityFile: '/etc/ca.pem',
          skipTlsVerify: true,
          credentials: { type: 'token', token: 'secret-token' },
          address: 'trusted',
        },
      },
    ]);
  });

  it('verifies certificates unless told otherwise', async () => {
    const { clusters } = await locate([
      {
        name: 'prod',
        url: 'https://prod',
        authProvider: 'serviceAccount',
        serviceAccountToken: 'x',
      },
    ]);
    expect(clusters[0].connection).toMatchObject({ skipTlsVerify: false });
  });

  it('takes the provider from authMetadata, too', async () => {
    const { clusters } = await locate([
      {
        name: 'prod',
        url: 'https://prod',
        authMetadata: {
          'kubernetes.io/auth-provider': 'serviceAccount',
          serviceAccountToken: 'x',
        },
      },
    ]);
    expect(clusters).toHaveLength(1);
  });

  it.each([
    ['google', /needs a user's token.*service account token/],
    ['oidc', /needs a user's token/],
    ['aks', /needs a user's token/],
    ['pinniped', /needs a user's token/],
    ['aws', /kubeconfig that runs "aws eks get-token"/],
    ['azure', /kubeconfig that runs "kubelogin"/],
    ['googleServiceAccount', /kubeconfig that runs "gke-gcloud-auth-plugin"/],
    ['homemade', /not known/],
    ['serviceAccount', /does not run in a cluster/],
    [undefined, /no authProvider/],
  ])('tells what to do about authProvider %s', async (authProvider, words) => {
    const { clusters, problems } = await locate([
      { name: 'prod', url: 'https://prod', authProvider },
    ]);
    expect(clusters).toEqual([]);
    expect(problems).toEqual([
      { cluster: 'prod', message: expect.stringMatching(words) },
    ]);
  });

  it('watches with the token of its own settings where a user would be needed', async () => {
    const { clusters, problems } = await locate(
      [{ name: 'prod', url: 'https://prod', authProvider: 'google' }],
      {
        groundcrew: {
          clusters: {
            settings: [{ name: 'prod', serviceAccountToken: 'for-watching' }],
          },
        },
      },
    );
    expect(problems).toEqual([]);
    expect(clusters[0].connection).toMatchObject({
      credentials: { type: 'token', token: 'for-watching' },
    });
  });

  it('uses the cluster that it runs in where no token is given', async () => {
    const { clusters } = await locate(
      [{ name: 'own', url: 'https://any', authProvider: 'serviceAccount' }],
      { isInCluster: true },
    );
    expect(clusters[0].connection).toEqual({ type: 'in-cluster' });
  });

  it('knows kubectl proxy, and says what to do about GKE', async () => {
    const located = await ConfigClusterLocator.fromConfig(
      new ConfigReader({
        kubernetes: {
          clusterLocatorMethods: [
            { type: 'localKubectlProxy' },
            { type: 'gke', projectId: 'shop' },
            { type: 'catalog' },
          ],
        },
      }),
      { settings: settingsOf(), isInCluster: false },
    ).list();
    expect(located.clusters).toEqual([
      expect.objectContaining({
        name: 'local',
        connection: expect.objectContaining({
          server: 'http://127.0.0.1:8001',
          credentials: { type: 'none' },
        }),
      }),
    ]);
    expect(located.problems).toEqual([
      {
        cluster: 'GKE project shop',
        message: expect.stringMatching(/gke-gcloud-auth-plugin/),
      },
    ]);
  });

  it('is content without any configuration', async () => {
    const locator = ConfigClusterLocator.fromConfig(new ConfigReader({}), {
      settings: settingsOf(),
      isInCluster: false,
    });
    expect(await locator.list()).toEqual({ clusters: [], problems: [] });
  });
});

describe('KubeConfigClusterLocator', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kubeconfig-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const locate = async (content: string | undefined, contexts?: string[]) => {
    const path = join(folder, 'config');
    if (content !== undefined) {
      await writeFile(path, content);
    }
    return KubeConfigClusterLocator.fromConfig(
      new ConfigReader({
        groundcrew: { clusters: { kubeconfigs: [{ path, contexts }] } },
      } as never),
    ).list();
  };
  const kubeconfig = JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'c', cluster: { server: 'https://10.0.0.1' } }],
    users: [{ name: 'u', user: { token: 't' } }],
    contexts: [
      { name: 'dev', context: { cluster: 'c', user: 'u' } },
      { name: 'prod', context: { cluster: 'c', user: 'u' } },
      { name: 'torn', context: { cluster: 'gone', user: 'u' } },
    ],
    'current-context': 'dev',
  });

  it('takes the current context', async () => {
    const { clusters } = await locate(kubeconfig);
    expect(clusters).toEqual([
      {
        name: 'dev',
        origin: 'kubeconfig',
        connection: {
          type: 'kubeconfig',
          path: join(folder, 'config'),
          context: 'dev',
        },
      },
    ]);
  });

  it('takes the contexts that are named, and tells of those it cannot', async () => {
    const { clusters, problems } = await locate(kubeconfig, [
      'prod',
      'nowhere',
      'torn',
    ]);
    expect(clusters.map(({ name }) => name)).toEqual(['prod']);
    expect(problems).toEqual([
      { cluster: 'nowhere', message: expect.stringMatching(/no context/) },
      { cluster: 'torn', message: expect.stringMatching(/no cluster gone/) },
    ]);
  });

  it.each([
    ['is missing', undefined, /no such file/],
    ['is not YAML', '{{{{', /not a kubeconfig/],
    [
      'has no current context',
      '{"clusters":[],"contexts":[],"users":[]}',
      /no current context/,
    ],
  ])('tells when the file %s', async (_what, content, words) => {
    const { clusters, problems } = await locate(content);
    expect(clusters).toEqual([]);
    expect(problems).toEqual([
      {
        cluster: join(folder, 'config'),
        message: expect.stringMatching(words),
      },
    ]);
  });
});

describe('CatalogClusterLocator', () => {
  const resource = (
    name: string,
    annotations: Record<string, string>,
    spec: object = {},
  ): Entity =>
    ({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Resource',
      metadata: { name, annotations },
      spec: {
        type: 'kubernetes-cluster',
        owner: 'group:default/ops',
        ...spec,
      },
    } as Entity);
  const full = {
    'kubernetes.io/api-server': 'https://prod.example.com',
    'kubernetes.io/api-server-certificate-authority':
      Buffer.from('PEM').toString('base64'),
    'kubernetes.io/auth-provider': 'serviceAccount',
    'kubernetes.io/dashboard-url': 'https://dashboard',
    'kubernetes.io/skip-tls-verify': 'true',
  };
  const locate = (
    entities: Entity[],
    { clusters = {}, isInCluster = true, method = {} } = {},
  ) =>
    CatalogClusterLocator.fromConfig(
      new ConfigReader({
        kubernetes: {
          clusterLocatorMethods: [{ type: 'catalog', ...method }],
        },
      } as never),
      {
        catalog: catalogServiceMock({ entities }),
        auth: mockServices.auth(),
        settings: settingsOf({ clusters }),
        isInCluster,
      },
    )?.list();
  const allowed = {
    ambientCredentials: { allowedHosts: ['*.example.com'] },
  };

  it('is not there unless config asks for it', () => {
    expect(
      CatalogClusterLocator.fromConfig(new ConfigReader({}), {
        catalog: catalogServiceMock({ entities: [] }),
        auth: mockServices.auth(),
        settings: settingsOf(),
        isInCluster: true,
      }),
    ).toBeUndefined();
  });

  it('reads Resources of type kubernetes-cluster, untrusted, and verifies certificates whatever they say', async () => {
    const located = await locate(
      [resource('prod', full), resource('queue', full, { type: 'queue' })],
      { clusters: allowed },
    );
    expect(located).toEqual({
      problems: [],
      clusters: [
        {
          name: 'prod',
          origin: 'catalog',
          dashboardUrl: 'https://dashboard',
          connection: {
            type: 'direct',
            server: 'https://prod.example.com',
            certificateAuthority: 'PEM',
            skipTlsVerify: false,
            credentials: { type: 'in-cluster' },
            address: 'untrusted',
          },
        },
      ],
    });
  });

  it('skips verification only where both config and the Resource say so', async () => {
    const located = await locate([resource('prod', full)], {
      clusters: allowed,
      method: { dangerouslyAllowSkipTLSVerify: true },
    });
    expect(located?.clusters[0].connection).toMatchObject({
      skipTlsVerify: true,
    });
  });

  it('ignores what we emitted ourselves', async () => {
    const located = await locate(
      [
        resource('one', { ...full, 'groundcrew.io/managed': 'true' }),
        resource('two', {
          ...full,
          'backstage.io/managed-by-location': 'groundcrew-clusters:two',
        }),
      ],
      { clusters: allowed },
    );
    expect(located).toEqual({ clusters: [], problems: [] });
  });

  it.each([
    ['ambient', {}],
    [
      'given by settings',
      { settings: [{ name: 'prod', serviceAccountToken: 't' }] },
    ],
  ])(
    'sends no credentials, %s, to hosts that config does not allow',
    async (_what, clusters) => {
      const located = await locate(
        [
          resource('prod', {
            ...full,
            'kubernetes.io/api-server': 'https://attacker.example.net',
          }),
        ],
        {
          clusters: {
            ...clusters,
            ambientCredentials: { allowedHosts: ['prod.example.com'] },
          },
        },
      );
      expect(located).toEqual({
        clusters: [],
        problems: [
          { cluster: 'prod', message: expect.stringMatching(/allowedHosts/) },
        ],
      });
    },
  );

  it('prefers the token that config gives', async () => {
    const located = await locate(
      [resource('prod', { ...full, 'kubernetes.io/auth-provider': 'google' })],
      {
        clusters: {
          ...allowed,
          settings: [{ name: 'prod', serviceAccountToken: 't' }],
        },
        isInCluster: false,
      },
    );
    expect(located?.clusters[0].connection).toMatchObject({
      credentials: { type: 'token', token: 't' },
    });
  });

  it.each([
    [{ 'kubernetes.io/auth-provider': 'google' }, true, /user's token/],
    [{ 'kubernetes.io/auth-provider': '' }, true, /auth-provider/],
    [{ 'kubernetes.io/api-server': '' }, true, /api-server/],
    [{}, false, /does not run in a cluster/],
  ])('tells what is wrong with %p', async (annotations, isInCluster, words) => {
    const located = await locate(
      [resource('prod', { ...full, ...annotations })],
      { clusters: allowed, isInCluster },
    );
    expect(located).toEqual({
      clusters: [],
      problems: [{ cluster: 'prod', message: expect.stringMatching(words) }],
    });
  });
});

describe('hostIsAllowed', () => {
  it.each([
    ['https://prod.example.com', ['prod.example.com'], true],
    ['https://PROD.example.com', ['Prod.Example.com'], true],
    ['https://prod.example.com:6443', ['prod.example.com'], true],
    ['https://prod.example.com:6443', ['prod.example.com:6443'], true],
    ['https://prod.example.com', ['prod.example.com:443'], true],
    ['https://prod.example.com:6444', ['prod.example.com:6443'], false],
    ['https://a.b.example.com', ['*.example.com'], true],
    ['https://example.com', ['*.example.com'], false],
    ['https://badexample.com', ['*.example.com'], false],
    ['https://prod.example.com.attacker.net', ['prod.example.com'], false],
    ['https://prod.example.com@attacker.net', ['prod.example.com'], false],
    ['https://[2001:db8::1]:6443', ['[2001:db8::1]:6443'], true],
    ['https://prod.example.com', [], false],
    ['https://prod.example.com', ['*', ''], false],
    ['nonsense', ['nonsense'], false],
  ])('%s among %p: %s', (server, allowed, expected) => {
    expect(hostIsAllowed(server, allowed)).toBe(expected);
  });
});

describe('mergeLocated', () => {
  const cluster = (
    name: string,
    origin: LocatedCluster['origin'],
  ): LocatedCluster => ({ name, origin, connection: { type: 'in-cluster' } });

  it('lets the first origin win and tells of the other', () => {
    const merged = mergeLocated([
      {
        origin: 'registry',
        clusters: [cluster('prod', 'registry')],
        problems: [],
      },
      {
        origin: 'config',
        clusters: [cluster('prod', 'config'), cluster('prod', 'config')],
        problems: [{ cluster: 'x', message: 'y' }],
      },
      {
        origin: 'catalog',
        clusters: [cluster('dev', 'catalog')],
        problems: [],
      },
    ]);
    expect(merged.clusters.map(({ name, origin }) => [name, origin])).toEqual([
      ['prod', 'config'],
      ['dev', 'catalog'],
    ]);
    expect(merged.problems).toEqual([
      { cluster: 'x', message: 'y' },
      {
        cluster: 'prod',
        message: expect.stringMatching(
          /two clusters.*kubernetes.clusterLocatorMethods is used.*kubernetes.clusterLocatorMethods is not/,
        ),
      },
      {
        cluster: 'prod',
        message: expect.stringMatching(/is used, the one from the registry/),
      },
    ]);
  });
});

describe('ClusterSettings', () => {
  it('has defaults', () => {
    const settings = settingsOf();
    expect(settings.environments).toEqual(['dev', 'test', 'staging', 'prod']);
    expect(settings.allowLoopback).toBe(false);
    expect(settings.ambientCredentialHosts).toEqual([]);
  });

  it('goes before what a locator says, and leaves the rest', () => {
    const settings = settingsOf({
      environments: ['sand', 'prod'],
      clusters: {
        allowLoopback: true,
        settings: [
          {
            name: 'prod',
            environment: 'prod',
            provider: 'eks',
            defaultOwner: 'group:default/ops',
            namespaces: [{ name: 'shop', environment: 'sand', owner: 'shop' }],
          },
        ],
      },
    });
    expect(settings.environments).toEqual(['sand', 'prod']);
    expect(settings.allowLoopback).toBe(true);
    const located: LocatedCluster = {
      name: 'prod',
      title: 'Production',
      environment: 'staging',
      region: 'eu',
      origin: 'registry',
      connection: { type: 'in-cluster' },
    };
    expect(settings.describe(located)).toEqual({
      name: 'prod',
      title: 'Production',
      origin: 'registry',
      dashboardUrl: undefined,
      environment: 'prod',
      region: 'eu',
      provider: 'eks',
      owner: 'group:default/ops',
      namespaces: { shop: { environment: 'sand', owner: 'shop' } },
    });
    expect(settings.describe({ ...located, name: 'dev' })).toMatchObject({
      environment: 'staging',
    });
  });
});
