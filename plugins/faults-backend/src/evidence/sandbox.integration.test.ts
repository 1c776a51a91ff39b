import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import { metricsServiceMock } from '@backstage/backend-test-utils/alpha';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
// What a backend runs, without the plugin around it.
// eslint-disable-next-line @backstage/no-forbidden-package-imports, @backstage/no-mixed-plugin-imports
import { WatchedCluster } from '@groundcrew/plugin-clusters-backend/src/WatchedCluster';
import { createClusterHub } from '@groundcrew/plugin-clusters-node';
import { Sandbox, type SandboxCluster } from '@groundcrew/sandbox';
import { coreDetectors } from '../detectors';
import { Diagnoses } from '../diagnosis/Diagnoses';
import { EntityLinks } from '../entities';
import { LiveEvidence } from './LiveEvidence';

jest.setTimeout(60_000);

const LAST_WORDS =
  'could not start: dial tcp 10.96.0.12:5432: connect: connection refused';

async function eventually(isSo: () => boolean): Promise<void> {
  const deadline = Date.now() + 30_000;
  while (!isSo()) {
    if (Date.now() > deadline) {
      throw new Error(`it never came to be: ${isSo}`);
    }
    await new Promise(resolve => {
      setTimeout(resolve, 20);
    });
  }
}

async function patch(
  { caData, tokens, url }: SandboxCluster,
  path: string,
  body: object,
): Promise<void> {
  const call = request(`${url}${path}`, {
    method: 'PATCH',
    ca: Buffer.from(caData, 'base64'),
    headers: {
      authorization: `Bearer ${tokens.admin}`,
      'content-type': 'application/merge-patch+json',
    },
  });
  call.end(JSON.stringify(body));
  const [response] = await once(call, 'response');
  response.resume();
  await once(response, 'end');
  expect(response.statusCode).toBe(200);
}

describe('evidence of the sandbox', () => {
  let directory: string;
  let sandbox: Sandbox;
  let stop: () => Promise<void>;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'sandbox-'));
    sandbox = await Sandbox.start({ directory });
  });
  afterAll(async () => {
    await stop?.();
    await sandbox?.stop();
    await rm(directory, { recursive: true });
  });

  it('names what a workload cannot reach by what it wrote before it ended', async () => {
    const [cluster] = sandbox.clusters;
    const hub = createClusterHub();
    const logger = mockServices.logger.mock();
    const watched = WatchedCluster.start({
      description: { name: 'one', origin: 'config' },
      connection: {
        type: 'direct',
        server: cluster.url,
        certificateAuthority: Buffer.from(cluster.caData, 'base64').toString(),
        credentials: { type: 'token', token: cluster.tokens.reader },
        address: 'trusted',
      },
      feed: hub.feed,
      logger,
    });
    const services = {
      auth: mockServices.auth(),
      catalog: catalogServiceMock({ entities: [] }),
      clusters: hub.service,
      events: mockServices.events.mock({ subscribe: async () => {} }),
      logger,
      metrics: metricsServiceMock.mock(),
      readers: hub.liveReaders,
    };
    const evidence = LiveEvidence.create({
      ...services,
      links: EntityLinks.create(services),
    });
    const diagnoses = Diagnoses.create({
      ...services,
      detectors: coreDetectors,
      evidence,
    });
    evidence.start();
    diagnoses.start();
    stop = async () => {
      diagnoses.stop();
      evidence.stop();
      await watched.stop();
    };

    const isCart = ({ metadata }: { metadata?: { name?: string } }) =>
      metadata?.name === 'cart';
    const cart = () => hub.service.store('one').list('Deployment').find(isCart);
    await eventually(() => cart() !== undefined);
    const { namespace } = cart()?.metadata ?? {};
    await patch(
      cluster,
      `/apis/apps/v1/namespaces/${namespace}/deployments/cart`,
      {
        spec: {
          template: {
            metadata: {
              annotations: {
                'sandbox.groundcrew.io/crash-after': '500ms',
                'sandbox.groundcrew.io/last-words': LAST_WORDS,
              },
            },
          },
        },
      },
    );
    const found = () =>
      diagnoses
        .causesIn('one')
        .find(({ finding }) => finding.fault === 'dependency-unreachable');
    await eventually(() => found() !== undefined);
    expect(found()?.finding).toMatchObject({
      object: { kind: 'Deployment', namespace, name: 'cart' },
      evidence: expect.arrayContaining([
        expect.objectContaining({ source: 'log', message: LAST_WORDS }),
      ]),
    });
  });
});
