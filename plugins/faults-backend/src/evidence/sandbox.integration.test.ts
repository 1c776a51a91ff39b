import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import { metricsServiceMock } from '@backstage/backend-test-utils/alpha';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
// What a backend runs, without the plugin around it.
// eslint-disable-next-line @backstage/no-forbidden-package-imports, @backstage/no-mixed-plugin-imports
import { WatchedCluster } from '@groundcrew/plugin-clusters-backend/src/WatchedCluster';
import { createClusterHub } from '@groundcrew/plugin-clusters-node';
import { eventually } from '@groundcrew/plugin-clusters-node/testUtils';
import { Sandbox, type SandboxCluster } from '@groundcrew/sandbox';
import { parseAllDocuments } from 'yaml';
import { coreDetectors } from '../detectors';
import { Diagnoses } from '../diagnosis/Diagnoses';
import { EntityLinks } from '../entities';
import { LiveEvidence } from './LiveEvidence';

jest.setTimeout(60_000);

const LAST_WORDS =
  'could not start: dial tcp 10.96.0.12:5432: connect: connection refused';

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

/** What the catalog makes of the entities of the example. */
function shopEntities(): Entity[] {
  const file = join(__dirname, '../../../../examples/shop/components.yaml');
  return parseAllDocuments(readFileSync(file, 'utf8')).map(document => {
    const entity = document.toJS() as Entity;
    const { dependsOn = [] } = (entity.spec ?? {}) as { dependsOn?: string[] };
    return {
      ...entity,
      relations: dependsOn.map(targetRef => ({ type: 'dependsOn', targetRef })),
    };
  });
}

describe('evidence of the sandbox', () => {
  let directory: string;
  let sandbox: Sandbox;
  let hub: ReturnType<typeof createClusterHub>;
  let diagnoses: Diagnoses;
  let links: EntityLinks;
  let stop: () => Promise<void>;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'sandbox-'));
    sandbox = await Sandbox.start({ directory });
    const [cluster] = sandbox.clusters;
    hub = createClusterHub();
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
      catalog: catalogServiceMock({ entities: shopEntities() }),
      clusters: hub.service,
      events: mockServices.events.mock({ subscribe: async () => {} }),
      logger,
      metrics: metricsServiceMock.mock(),
      readers: hub.liveReaders,
    };
    links = EntityLinks.create(services);
    await links.refresh();
    const evidence = LiveEvidence.create({ ...services, links });
    diagnoses = Diagnoses.create({
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
  });
  afterAll(async () => {
    await stop?.();
    await sandbox?.stop();
    await rm(directory, { recursive: true });
  });

  const workload = (name: string) =>
    hub.service
      .store('one')
      .list('Deployment')
      .find(({ metadata }) => metadata?.name === name);

  it('finds nothing in a shop that is well, whatever depends on what', async () => {
    await eventually(
      () =>
        hub.service.clusters()[0].state === 'live' &&
        diagnoses.diagnosisOf('one').isComplete,
    );
    expect(
      links
        .entitiesOfWorkload('one', workload('checkout') ?? {})
        .map(({ dependsOn }) => dependsOn),
    ).toEqual([expect.arrayContaining(['component:default/emails'])]);
    expect(
      diagnoses
        .causesIn('one')
        .filter(({ verdict }) => verdict === 'cause')
        .map(({ finding }) => finding.message),
    ).toEqual([]);
  });

  it('names what a workload cannot reach by what it wrote before it ended', async () => {
    await eventually(() => workload('cart') !== undefined);
    const { namespace } = workload('cart')?.metadata ?? {};
    await patch(
      sandbox.clusters[0],
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
