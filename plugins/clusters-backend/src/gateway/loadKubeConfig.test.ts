import type { DirectConnection } from '../locators';
import { loadKubeConfig } from './loadKubeConfig';

const direct: DirectConnection = {
  type: 'direct',
  server: 'https://prod.example.com',
  credentials: { type: 'none' },
  address: 'trusted',
};

describe('loadKubeConfig', () => {
  const environment = process.env;
  beforeEach(() => {
    process.env = {
      ...environment,
      KUBERNETES_SERVICE_HOST: '10.96.0.1',
      KUBERNETES_SERVICE_PORT: '443',
    };
  });
  afterEach(() => {
    process.env = environment;
  });

  it('knows the cluster that we run in', () => {
    const kubeConfig = loadKubeConfig({ type: 'in-cluster' });
    expect(kubeConfig.getCurrentCluster()).toMatchObject({
      server: 'https://10.96.0.1:443',
      caFile: expect.stringMatching(/serviceaccount\/ca\.crt$/),
      skipTLSVerify: false,
    });
  });

  it('goes to another cluster with the mounted token, and the mounted CA unless another is given', () => {
    const connection = {
      ...direct,
      credentials: { type: 'in-cluster' },
    } as const;
    const mounted = loadKubeConfig(connection);
    expect(mounted.getCurrentCluster()).toMatchObject({
      server: 'https://prod.example.com',
      caFile: expect.stringMatching(/serviceaccount\/ca\.crt$/),
    });
    expect(mounted.getCurrentUser()?.authProvider.config.tokenFile).toMatch(
      /serviceaccount\/token$/,
    );
    const own = loadKubeConfig({ ...connection, certificateAuthority: 'PEM' });
    expect(own.getCurrentCluster()).toMatchObject({
      caData: Buffer.from('PEM').toString('base64'),
      caFile: undefined,
    });
  });

  it('carries a client certificate', () => {
    const kubeConfig = loadKubeConfig({
      ...direct,
      credentials: {
        type: 'client-certificate',
        certificate: 'CERT',
        key: 'KEY',
      },
    });
    expect(kubeConfig.getCurrentUser()).toMatchObject({
      certData: Buffer.from('CERT').toString('base64'),
      keyData: Buffer.from('KEY').toString('base64'),
    });
  });

  it('verifies certificates and sends nothing unless told otherwise', () => {
    const kubeConfig = loadKubeConfig(direct);
    expect(kubeConfig.getCurrentCluster()?.skipTLSVerify).toBe(false);
    expect(kubeConfig.getCurrentUser()).toEqual({ name: 'user' });
  });
});
