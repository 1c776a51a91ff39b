import { mockServices } from '@backstage/backend-test-utils';
import { metricsServiceMock } from '@backstage/backend-test-utils/alpha';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  createClusterFixture,
  type ClusterFixture,
} from '@groundcrew/plugin-clusters-node/testUtils';
import { coreDetectors } from '../detectors';
import { Diagnoses } from '../diagnosis/Diagnoses';
import { ReadingStore } from '../engine/ReadingStore';
import { EntityLinks } from '../entities';
import { LiveEvidence } from './LiveEvidence';

const DEPLOYMENT = `
kind: Deployment
apiVersion: apps/v1
metadata: { name: web, namespace: shop }
spec: { replicas: 1, selector: { matchLabels: { app: web } }, template: { metadata: { labels: { app: web } }, spec: { containers: [{ name: main }] } } }
`;
const pod = (restarts: number) => `
kind: Pod
apiVersion: v1
metadata:
  name: web-0
  namespace: shop
  labels: { app: web }
  ownerReferences: [{ kind: Deployment, apiVersion: apps/v1, name: web, controller: true }]
spec: { containers: [{ name: main }] }
status:
  phase: Running
  containerStatuses:
    - name: main
      restartCount: ${restarts}
      state: ${
        restarts > 0
          ? '{ waiting: { reason: CrashLoopBackOff } }'
          : '{ running: {} }'
      }
      lastState: ${
        restarts > 0
          ? '{ terminated: { exitCode: 1, reason: Error, containerID: x } }'
          : '{}'
      }
  conditions: [{ type: Ready, status: '${restarts > 0 ? 'False' : 'True'}' }]
`;

describe('LiveEvidence', () => {
  let fixture: ClusterFixture;
  let diagnoses: Diagnoses;
  let evidence: LiveEvidence;
  let changed: Promise<void>;
  let log: string;
  let requests: number;

  const faults = () =>
    diagnoses.causesIn('dev').map(({ finding: { fault } }) => fault);
  async function eventually(condition: () => boolean) {
    while (!condition()) {
      await changed;
    }
  }

  beforeEach(() => {
    requests = 0;
    fixture = createClusterFixture({
      clusters: { dev: { objects: [DEPLOYMENT, pod(0)].join('---') } },
    });
    fixture.writer('dev').provideLiveReader({
      async tailLog() {
        requests += 1;
        return log;
      },
      podUsage: async () => [],
    });
    const services = {
      auth: mockServices.auth(),
      catalog: catalogServiceMock({ entities: [] }),
      clusters: fixture.service,
      events: mockServices.events.mock({ subscribe: async () => {} }),
      logger: mockServices.logger.mock(),
      metrics: metricsServiceMock.mock(),
      readers: fixture.liveReaders,
    };
    evidence = LiveEvidence.create({
      ...services,
      links: EntityLinks.create(services),
    });
    let tell: () => void;
    const renew = () => {
      changed = new Promise(resolve => {
        tell = resolve;
      });
    };
    renew();
    diagnoses = Diagnoses.create({
      ...services,
      detectors: coreDetectors,
      evidence,
      onChange: () => {
        const told = tell;
        renew();
        told();
      },
    });
    evidence.start();
    diagnoses.start();
  });
  afterEach(() => {
    diagnoses.stop();
    evidence.stop();
  });

  it('tells why a container ends by what it wrote', async () => {
    log = 'starting\ndial tcp 10.0.0.7:5432: connect: connection refused\n';
    fixture.apply('dev', pod(1));
    await eventually(() => faults().includes('dependency-unreachable'));
    expect(requests).toBe(1);
    const [cause] = diagnoses
      .causesIn('dev')
      .filter(({ finding }) => finding.fault === 'dependency-unreachable');
    expect(cause.finding.evidence).toContainEqual({
      source: 'log',
      message: 'dial tcp 10.0.0.7:5432: connect: connection refused',
      object: { cluster: 'dev', kind: 'Pod', namespace: 'shop', name: 'web-0' },
      field: 'main',
    });
  });

  it('reads no logs of what is well', async () => {
    fixture.apply('dev', pod(0).replace('app: web', 'app: web, tier: x'));
    await new Promise(resolve => setImmediate(resolve));
    await new Promise(resolve => setImmediate(resolve));
    expect(requests).toBe(0);
    expect(faults()).toEqual([]);
  });

  it('takes nothing from pods of which nobody may know, and goes on', () => {
    fixture.writer('dev').setKindState('Pod', { state: 'forbidden' });
    fixture.apply('dev', 'kind: Node\nmetadata: { name: n1 }');
    const reader = evidence.over('dev')(
      ReadingStore.create(fixture.service.store('dev')),
    );
    expect(reader.logsOf({ namespace: 'shop', name: 'gone' })).toBeUndefined();
    expect(reader.componentsOf('n1')).toBeUndefined();
  });
});
