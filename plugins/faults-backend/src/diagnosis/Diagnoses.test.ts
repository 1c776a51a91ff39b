import { mockServices } from '@backstage/backend-test-utils';
import { metricsServiceMock } from '@backstage/backend-test-utils/alpha';
import {
  createClusterFixture,
  eventually,
} from '@groundcrew/plugin-clusters-node/testUtils';
import { createDetector } from '@groundcrew/plugin-faults-node';
import { Diagnoses } from './Diagnoses';

const pod = (name: string) => `
kind: Pod
metadata: { name: ${name}, namespace: shop }
---
`;

/** Finds something wrong with every pod but those called `broken`, at which it fails. */
const pessimist = createDetector({
  id: 'pessimist',
  title: 'Everything',
  faults: [{ id: 'wrong', category: 'runtime', title: 'It is wrong' }],
  subjects: ['Pod'],
  *detect({ metadata }, { store }) {
    const { name = '', namespace } = metadata ?? {};
    if (name === 'broken') {
      throw new Error('not this one');
    }
    if (!store.has('ConfigMap', { namespace, name })) {
      yield {
        fault: 'wrong',
        object: { kind: 'Pod', namespace, name },
        message: `${name} has no ConfigMap`,
        confidence: 0.9,
        evidence: [],
      };
    }
  },
});

describe('Diagnoses', () => {
  let diagnoses: Diagnoses;
  const logger = mockServices.logger.mock();
  const counted: [string, number, object][] = [];
  let readCauses: () => [number, object][];

  function measured() {
    const metrics = metricsServiceMock.mock();
    const count = (name: string) => ({
      add: (by: number, of: object) => counted.push([name, by, of]),
      record: () => {},
    });
    metrics.createCounter.mockImplementation(name => count(name) as never);
    metrics.createHistogram.mockImplementation(name => count(name) as never);
    metrics.createObservableGauge.mockReturnValue({
      addCallback(
        callback: (result: {
          observe(value: number, of: object): void;
        }) => void,
      ) {
        readCauses = () => {
          const seen: [number, object][] = [];
          callback({ observe: (value, of) => seen.push([value, of]) });
          return seen;
        };
      },
    } as never);
    return metrics;
  }

  function start(objects: Record<string, string>) {
    const fixture = createClusterFixture({
      clusters: Object.fromEntries(
        Object.entries(objects).map(([name, ofCluster]) => [
          name,
          { objects: ofCluster },
        ]),
      ),
    });
    diagnoses = Diagnoses.create({
      clusters: fixture.service,
      detectors: [pessimist],
      logger,
      metrics: measured(),
    });
    diagnoses.start();
    return fixture;
  }

  const wrongIn = (cluster: string) =>
    diagnoses.causesIn(cluster).map(({ finding }) => finding.object.name);

  afterEach(() => {
    diagnoses.stop();
    jest.clearAllMocks();
    counted.length = 0;
  });

  it('looks after each cluster by itself', async () => {
    const fixture = start({ dev: pod('cart'), prod: '' });
    await eventually(() => wrongIn('dev').length > 0);
    expect(wrongIn('dev')).toEqual(['cart']);
    expect(wrongIn('prod')).toEqual([]);
    expect(wrongIn('elsewhere')).toEqual([]);
    fixture.apply('prod', pod('orders'));
    await eventually(() => wrongIn('prod').length > 0);
    expect(wrongIn('dev')).toEqual(['cart']);
  });

  it('forgets a cluster that is not linked any more, and looks at one that is new', async () => {
    const fixture = start({ dev: pod('cart') });
    await eventually(() => wrongIn('dev').length > 0);
    fixture.feed.removeCluster('dev');
    await eventually(() => wrongIn('dev').length === 0);
    const added = fixture.feed.addCluster({ name: 'dev', origin: 'config' });
    added.updateState({ state: 'live' });
    added.apply('Pod', 'ADDED', {
      kind: 'Pod',
      metadata: {
        name: 'web',
        namespace: 'shop',
        uid: 'web',
        resourceVersion: '1',
      },
    });
    added.setKindState('Pod', { state: 'synced' });
    expect(wrongIn('dev')).toEqual([]);
    added.setKindState('ConfigMap', { state: 'synced' });
    await eventually(() => wrongIn('dev').length > 0);
    expect(wrongIn('dev')).toEqual(['web']);
  });

  it('measures what it does', async () => {
    start({ dev: pod('cart') + pod('broken'), prod: '' });
    await eventually(() => wrongIn('dev').length > 0);
    expect(counted).toEqual(
      expect.arrayContaining([
        ['groundcrew_faults_examinations', 1, { cluster: 'dev' }],
        ['groundcrew_faults_detector_failures', 1, { detector: 'pessimist' }],
      ]),
    );
    expect(readCauses()).toEqual([
      [1, { cluster: 'dev' }],
      [0, { cluster: 'prod' }],
    ]);
  });

  it('goes on when a detector fails, and says so once', async () => {
    start({ dev: pod('broken') + pod('cart') });
    await eventually(() => wrongIn('dev').length > 0);
    expect(wrongIn('dev')).toEqual(['cart']);
    diagnoses.stop();
    start({ dev: pod('broken') + pod('cart'), prod: pod('broken') });
    await eventually(() => wrongIn('dev').length > 0);
    expect(logger.error.mock.calls).toEqual([
      [expect.stringMatching(/'pessimist' failed .* not this one/)],
      [expect.stringMatching(/'pessimist' failed .* not this one/)],
    ]);
  });
});
