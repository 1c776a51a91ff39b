import {
  createClusterFixture,
  type ClusterFixture,
} from '@groundcrew/plugin-clusters-node/testUtils';
import {
  createDetector,
  createEvidenceReader,
  type FaultDetector,
} from '@groundcrew/plugin-faults-node';
import {
  ClusterDetection,
  type ClusterDetectionOptions,
} from './ClusterDetection';
import type { ReadingStore } from './ReadingStore';

const service = (name: string, app: string) => `
apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: shop }
spec: { selector: { app: ${app} } }
`;
const pod = (name: string, app: string, namespace = 'shop') => `
apiVersion: v1
kind: Pod
metadata: { name: ${name}, namespace: ${namespace}, labels: { app: ${app} } }
`;

/** Counts what it was asked about, as `Kind/name`. */
function lonelyServices(asked: string[]): FaultDetector {
  return createDetector({
    id: 'lonely-services',
    title: 'Services without pods',
    faults: [{ id: 'lonely', category: 'routing', title: 'It has no pods' }],
    subjects: ['Service'],
    *detect({ metadata, spec }, { store }) {
      const { name = '', namespace } = metadata ?? {};
      asked.push(name);
      const pods = store
        .list('Pod', { namespace })
        .filter(({ metadata: { labels } = {} }) =>
          Object.entries(spec?.selector ?? {}).every(
            ([key, value]) => labels?.[key] === value,
          ),
        );
      if (pods.length === 0) {
        yield {
          fault: 'lonely',
          object: { kind: 'Service', namespace, name },
          message: `${name} selects no pod`,
          confidence: 0.9,
          evidence: [],
        };
      }
    },
  });
}

describe('ClusterDetection', () => {
  let fixture: ClusterFixture;
  let detection: ClusterDetection;
  let asked: string[];
  let told: number;
  let failures: string[];
  let now: number;

  function detect(
    detectors: FaultDetector[],
    objects: string,
    evidence: ClusterDetectionOptions['evidence'] = createEvidenceReader(),
  ) {
    fixture = createClusterFixture({ clusters: { dev: { objects } } });
    fixture.service.subscribe({ clusters: ['dev'] }, changes =>
      detection.changed(changes),
    );
    detection = ClusterDetection.create({
      cluster: 'dev',
      clusters: fixture.service,
      detectors,
      evidence,
      onFindings: () => {
        told += 1;
      },
      onFailure: (detector, error) => failures.push(`${detector.id}: ${error}`),
      now: () => now,
    });
  }

  /** Changes are told to subscribers after the turn of the event loop in which they came. */
  const heard = () => new Promise(resolve => setImmediate(resolve));
  const found = async () => {
    await heard();
    await detection.settled();
    return detection.findings().map(({ object: { name } }) => name);
  };

  beforeEach(() => {
    asked = [];
    failures = [];
    told = 0;
    now = 1_000;
  });

  afterEach(() => {
    detection.stop();
  });

  it('looks at what there is, and at what comes and goes', async () => {
    detect(
      [lonelyServices(asked)],
      `${service('cart', 'cart')}---${service('web', 'web')}---${pod(
        'web-1',
        'web',
      )}`,
    );
    expect(await found()).toEqual(['cart']);
    fixture.apply('dev', service('orders', 'orders'));
    expect(await found()).toEqual(['cart', 'orders']);
    fixture.delete('dev', { kind: 'Service', namespace: 'shop', name: 'cart' });
    expect(await found()).toEqual(['orders']);
    expect(detection.findings()).toEqual([
      {
        fault: 'lonely',
        category: 'routing',
        title: 'It has no pods',
        object: {
          cluster: 'dev',
          kind: 'Service',
          namespace: 'shop',
          name: 'orders',
        },
        message: 'orders selects no pod',
        confidence: 0.9,
        evidence: [],
        explains: [],
        detector: 'lonely-services',
      },
    ]);
  });

  it('forgets all that go at once', async () => {
    detect(
      [lonelyServices(asked)],
      ['cart', 'web', 'orders'].map(name => service(name, name)).join('---'),
    );
    expect(await found()).toHaveLength(3);
    for (const name of ['cart', 'web', 'orders']) {
      fixture.delete('dev', { kind: 'Service', namespace: 'shop', name });
    }
    expect(await found()).toEqual([]);
  });

  it('looks again when what was read changes, and not at anything else', async () => {
    detect(
      [lonelyServices(asked)],
      `${service('cart', 'cart')}---${pod('web-1', 'web', 'elsewhere')}`,
    );
    expect(await found()).toEqual(['cart']);
    expect(told).toBe(1);
    asked.length = 0;
    fixture.apply('dev', pod('web-2', 'web', 'elsewhere'));
    expect(await found()).toEqual(['cart']);
    expect(asked).toEqual([]);
    fixture.apply('dev', pod('cart-1', 'cart'));
    expect(await found()).toEqual([]);
    expect(asked).toEqual(['cart']);
    expect(told).toBe(2);
  });

  it('tells nobody when what it finds is as before', async () => {
    detect([lonelyServices(asked)], service('cart', 'cart'));
    await found();
    fixture.apply('dev', pod('other', 'other'));
    await found();
    expect(asked).toEqual(['cart', 'cart']);
    expect(told).toBe(1);
  });

  it('calls nothing missing while a kind is not known whole', async () => {
    detect([lonelyServices(asked)], service('cart', 'cart'));
    const pods = fixture.writer('dev');
    expect(await found()).toEqual(['cart']);
    pods.setKindState('Pod', { state: 'pending' });
    detection.followKinds();
    expect(await found()).toEqual([]);
    expect(failures).toEqual([]);
    pods.setKindState('Pod', { state: 'synced' });
    detection.followKinds();
    expect(await found()).toEqual(['cart']);
  });

  it('looks again only at what needed a kind that is known now', async () => {
    detect(
      [
        lonelyServices(asked),
        createDetector({
          ...lonelyServices([]),
          id: 'pods',
          subjects: ['Pod'],
          *detect({ metadata }) {
            asked.push(metadata?.name ?? '');
          },
        }),
      ],
      `${service('cart', 'cart')}---${pod('web-1', 'web')}`,
    );
    const writer = fixture.writer('dev');
    writer.setKindState('Pod', { state: 'pending' });
    detection.followKinds();
    await found();
    asked.length = 0;
    writer.setKindState('Pod', { state: 'synced' });
    writer.setKindState('Node', { state: 'stale' });
    detection.followKinds();
    expect(await found()).toEqual(['cart']);
    expect(asked).toEqual(['cart']);
    detection.followKinds();
    await found();
    expect(asked).toEqual(['cart']);
  });

  it('looks again at what was to be derived from a kind that is known now', async () => {
    const services = lonelyServices(asked);
    detect(
      [
        {
          ...services,
          detect: (object, context) => [
            ...(context.store as ReadingStore).derived('lonely', () => [
              ...services.detect(object, context),
            ]),
          ],
        },
      ],
      service('cart', 'cart'),
    );
    const writer = fixture.writer('dev');
    writer.setKindState('Pod', { state: 'pending' });
    detection.followKinds();
    expect(await found()).toEqual([]);
    writer.setKindState('Pod', { state: 'synced' });
    detection.followKinds();
    expect(await found()).toEqual(['cart']);
  });

  it('finds nothing wrong with what goes with its namespace, but for what may keep it from going', async () => {
    const namespace = (deletionTimestamp?: string) => ({
      kind: 'Namespace',
      metadata: { name: 'shop', deletionTimestamp },
    });
    const services = lonelyServices(asked);
    detect(
      [services, { ...services, id: 'thorough', looksAtWhatEnds: true }],
      service('cart', 'cart'),
    );
    expect(await found()).toHaveLength(1);
    expect(detection.findings()[0].detector).toBe('lonely-services');
    fixture.apply('dev', namespace());
    expect(await found()).toHaveLength(1);
    fixture.apply('dev', namespace('2026-01-01T12:00:00Z'));
    expect(await found()).toHaveLength(1);
    expect(detection.findings()[0].detector).toBe('thorough');
  });

  it('lets a detector that throws spoil nothing', async () => {
    const broken = createDetector({
      id: 'broken',
      title: 'Broken',
      faults: [],
      subjects: ['Service'],
      detect() {
        throw new Error('not today');
      },
    });
    detect([broken, lonelyServices(asked)], service('cart', 'cart'));
    expect(await found()).toEqual(['cart']);
    expect(failures).toEqual(['broken: Error: not today']);
  });

  it('looks again in time, without a change', async () => {
    const slow = createDetector({
      id: 'slow',
      title: 'Slow',
      faults: [{ id: 'old', category: 'runtime', title: 'It is old' }],
      subjects: ['Pod'],
      *detect({ metadata }, context) {
        if (context.now < 1_050) {
          context.lookAgainAt(1_050);
          return;
        }
        yield {
          fault: 'old',
          object: { kind: 'Pod', name: metadata?.name ?? '' },
          message: 'It is old',
          confidence: 0.7,
          evidence: [],
        };
      },
    });
    jest.useFakeTimers({ doNotFake: ['setImmediate', 'performance'] });
    detect([slow], pod('web-1', 'web'));
    expect(await found()).toEqual([]);
    now = 1_050;
    jest.advanceTimersByTime(50);
    jest.useRealTimers();
    expect(await found()).toEqual(['web-1']);
  });

  it('asks again about those that asked for what is learnt, and about nobody else', async () => {
    const texts: Record<string, string> = {};
    const crying = createDetector({
      id: 'crying',
      title: 'Pods that cry',
      faults: [{ id: 'cries', category: 'runtime', title: 'It cries' }],
      subjects: ['Pod'],
      *detect({ metadata }, { evidence }) {
        const { name = '', namespace = '' } = metadata ?? {};
        asked.push(name);
        const key = { namespace, name };
        if (evidence.logsOf(key)?.some(({ text }) => text.includes('help'))) {
          yield {
            fault: 'cries',
            object: { kind: 'Pod', ...key },
            message: 'It cries',
            confidence: 0.9,
            evidence: [],
          };
        }
      },
    });
    detect(
      [crying],
      [pod('one', 'web'), pod('two', 'web')].join('---'),
      () => ({
        ...createEvidenceReader(),
        logsOf: ({ name }) => [
          { container: 'main', previous: false, text: texts[name] ?? '' },
        ],
      }),
    );
    expect(await found()).toEqual([]);
    asked = [];
    texts.two = 'help me';
    detection.learnt(['logs shop two', 'logs shop gone']);
    expect(await found()).toEqual(['two']);
    expect(asked).toEqual(['two']);
  });

  it('is woken by what evidence is taken from', async () => {
    const labelled = createDetector({
      id: 'labelled',
      title: 'Services of something',
      faults: [{ id: 'calls', category: 'runtime', title: 'It calls' }],
      subjects: ['Service'],
      *detect({ metadata }, { evidence }) {
        const { name = '', namespace = '' } = metadata ?? {};
        asked.push(name);
        for (const called of evidence.callsOf({ namespace, name }) ?? []) {
          yield {
            fault: 'calls',
            object: { kind: 'Pod', namespace, name: called },
            message: 'It calls',
            confidence: 0.9,
            evidence: [],
          };
        }
      },
    });
    detect(
      [labelled],
      [service('one', 'web'), service('two', 'web'), pod('a', 'web')].join(
        '---',
      ),
      store => ({
        ...createEvidenceReader(),
        callsOf: ({ namespace }) =>
          store
            .list('Pod', { namespace })
            .map(({ metadata }) => metadata?.name ?? ''),
      }),
    );
    expect(await found()).toEqual(['a']);
    asked = [];
    fixture.apply('dev', pod('b', 'web'));
    expect(await found()).toEqual(['a', 'b']);
    expect(asked).toEqual(['one', 'two']);
  });

  it('leaves out a detector that fails all the time, keeps what it said, and asks it again later', async () => {
    let isBroken = false;
    const fragile = createDetector({
      id: 'fragile',
      title: 'Pods',
      faults: [{ id: 'wrong', category: 'runtime', title: 'It is wrong' }],
      subjects: ['Pod'],
      *detect({ metadata }) {
        const { labels, name = '', namespace } = metadata ?? {};
        asked.push(name);
        if (isBroken) {
          throw new Error('not now');
        }
        if (labels?.app === 'wrong') {
          yield {
            fault: 'wrong',
            object: { kind: 'Pod', namespace, name },
            message: 'It is wrong',
            confidence: 0.9,
            evidence: [],
          };
        }
      },
    });
    const names = Array.from({ length: 12 }, (_, nth) => `web-${nth}`);
    const pods = (app: string) => names.map(name => pod(name, app)).join('---');
    detect([fragile], pods('wrong'));
    expect(await found()).toEqual(names);

    isBroken = true;
    fixture.apply('dev', pods('fine'));
    expect(await found()).toEqual(names);
    expect(failures).toHaveLength(10);
    expect(detection.trouble()).toMatchObject([
      {
        detector: 'fragile',
        cluster: 'dev',
        failures: 10,
        suspendedUntil: new Date(now + 60_000).toISOString(),
      },
    ]);

    isBroken = false;
    now += 60_000;
    asked = [];
    fixture.apply('dev', pod('web-0', 'fine'));
    expect(await found()).toEqual(names.slice(1));
    expect(asked).toEqual(['web-0']);
  });
});
