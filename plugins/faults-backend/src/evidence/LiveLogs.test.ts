import {
  ClusterRequestError,
  type ClusterFailure,
  type LogTailRequest,
  type ObjectOf,
} from '@groundcrew/plugin-clusters-node';
import { LiveLogs, type LiveLogsLimits } from './LiveLogs';

const MINUTE = 60_000;
const turn = () => new Promise(resolve => setImmediate(resolve));

function crashed(
  name: string,
  restarts: number,
  { namespace = 'shop', node = 'node-1', uid = `uid-${name}` } = {},
): ObjectOf<'Pod'> {
  return {
    kind: 'Pod',
    metadata: { name, namespace, uid },
    spec: { nodeName: node, containers: [{ name: 'main' }] },
    status: {
      containerStatuses: [
        {
          name: 'main',
          image: '',
          imageID: '',
          ready: false,
          restartCount: restarts,
          state: { waiting: { reason: 'CrashLoopBackOff' } },
          lastState: { terminated: { exitCode: 1 } },
        },
      ],
    },
  };
}

function running(name: string): ObjectOf<'Pod'> {
  const pod = crashed(name, 0);
  const [status] = pod.status?.containerStatuses ?? [];
  status.state = { running: {} };
  status.lastState = {};
  return pod;
}

describe('LiveLogs', () => {
  let logs: LiveLogs;
  let now: number;
  let asked: LogTailRequest[];
  let learnt: string[];
  let outcomes: string[];
  let answer: (request: LogTailRequest) => Promise<string>;

  function create(limits?: Partial<LiveLogsLimits>) {
    logs = LiveLogs.create({
      readers: {
        reader: () => ({
          tailLog: async request => {
            asked.push(request);
            return answer(request);
          },
          podUsage: async () => [],
        }),
      },
      instruments: {
        requested: (_cluster: string, _source: string, outcome: string) =>
          outcomes.push(outcome),
      } as never,
      onLearnt: (cluster, keys) =>
        learnt.push(...keys.map(key => `${cluster}: ${key}`)),
      limits,
      now: () => now,
    });
  }

  const textOf = (pod: ObjectOf<'Pod'>) =>
    logs.excerptsOf('dev', pod)?.map(({ text }) => text);
  async function pass(milliseconds: number) {
    now += milliseconds;
    logs.sweep();
    await turn();
  }
  function failWith(failure: ClusterFailure) {
    answer = async () => {
      throw new ClusterRequestError(failure, 'no');
    };
  }

  beforeEach(() => {
    now = 0;
    asked = [];
    learnt = [];
    outcomes = [];
    answer = async ({ name }) => `${name} says ${asked.length}`;
    create();
  });
  afterEach(() => logs.stop());

  it('reads once what is asked for, and says when it knows', async () => {
    expect(textOf(crashed('web', 1))).toBeUndefined();
    await turn();
    expect(learnt).toEqual(['dev: logs shop web']);
    expect(logs.excerptsOf('dev', crashed('web', 1))).toEqual([
      { container: 'main', previous: true, text: 'web says 1' },
    ]);
    await pass(30 * MINUTE);
    expect(textOf(crashed('web', 1))).toEqual(['web says 1']);
    await turn();
    expect(asked).toEqual([
      {
        namespace: 'shop',
        name: 'web',
        container: 'main',
        previous: true,
        lines: 100,
        bytes: 65_536,
      },
    ]);
    expect(outcomes).toEqual(['succeeded']);
  });

  it('reads the next crash, keeps what it knows meanwhile, and does not read faster than a pod may crash', async () => {
    textOf(crashed('web', 1));
    await turn();
    expect(textOf(crashed('web', 2))).toEqual(['web says 1']);
    await turn();
    expect(asked).toHaveLength(1);
    learnt = [];
    await pass(10_000);
    expect(learnt).toEqual(['dev: logs shop web']);
    expect(textOf(crashed('web', 2))).toEqual(['web says 1']);
    await turn();
    expect(textOf(crashed('web', 2))).toEqual(['web says 2']);
  });

  it('reads what is still written again, less and less often, as long as somebody asks', async () => {
    const readAfter = async (milliseconds: number) => {
      await pass(milliseconds);
      const before = asked.length;
      textOf(running('web'));
      await turn();
      return asked.length > before;
    };
    expect(await readAfter(0)).toBe(true);
    expect(await readAfter(59_000)).toBe(false);
    expect(await readAfter(1_000)).toBe(true);
    expect(await readAfter(MINUTE)).toBe(false);
    expect(await readAfter(MINUTE)).toBe(true);
    // Whoever asked is told to ask again, though nothing changed in the cluster.
    learnt = [];
    await pass(4 * MINUTE);
    expect(learnt).toEqual(['dev: logs shop web']);
  });

  it.each<[ClusterFailure, Record<string, boolean>]>([
    ['not-found', { other: true, neighbour: true, elsewhere: true }],
    ['server', { other: false, neighbour: true, elsewhere: true }],
    ['timeout', { other: false, neighbour: true, elsewhere: true }],
    ['forbidden', { other: false, neighbour: false, elsewhere: true }],
    ['unreachable', { other: false, neighbour: false, elsewhere: false }],
  ])(
    'after a failure as %s tries what may be known at once, and the rest later',
    async (failure, expected) => {
      failWith(failure);
      expect(textOf(crashed('web', 1))).toBeUndefined();
      await turn();
      expect(textOf(crashed('web', 1))).toBeUndefined();
      await turn();
      expect(asked).toHaveLength(1);
      expect(learnt).toEqual([]);
      expect(outcomes).toEqual([failure]);

      answer = async () => 'better';
      const isRead = async (pod: ObjectOf<'Pod'>) => {
        textOf(pod);
        await turn();
        return textOf(pod) !== undefined;
      };
      expect({
        // On the same node in the same namespace; on another one; and in another namespace as well.
        other: await isRead(crashed('other', 1)),
        neighbour: await isRead(crashed('neighbour', 1, { node: 'node-2' })),
        elsewhere: await isRead(
          crashed('elsewhere', 1, { namespace: 'x', node: 'node-2' }),
        ),
      }).toEqual(expected);
    },
  );

  it('tries again after a while, and has those ask who asked', async () => {
    failWith('unreachable');
    textOf(crashed('web', 1));
    await turn();
    answer = async () => 'better';
    learnt = [];
    await pass(MINUTE);
    expect(learnt).toEqual(['dev: logs shop web']);
    textOf(crashed('web', 1));
    await turn();
    expect(textOf(crashed('web', 1))).toEqual(['better']);
  });

  it('knows nothing of a cluster that cannot be read yet', async () => {
    logs.stop();
    create();
    answer = async () => {
      throw new Error('Nobody has said yet how it is read');
    };
    textOf(crashed('web', 1));
    await turn();
    expect(outcomes).toEqual(['unknown']);
  });

  it('takes a pod of the same name for another one', async () => {
    textOf(crashed('web', 1));
    await turn();
    expect(textOf(crashed('web', 1, { uid: 'next' }))).toBeUndefined();
    await turn();
    expect(textOf(crashed('web', 1, { uid: 'next' }))).toEqual(['web says 2']);
  });

  it.each<[string, Partial<LiveLogsLimits>]>([
    ['pods', { pods: 3 }],
    ['bytes', { bytes: 12_000 }],
  ])(
    'keeps no more %s than it may: those that are asked for last',
    async (_, limits) => {
      create(limits);
      answer = async () => 'x'.repeat(3_000);
      for (let nth = 0; nth < 20; nth += 1) {
        textOf(crashed(`web-${nth}`, 1));
        await turn();
      }
      expect(logs.held.pods).toBe(3);
      expect(logs.held.bytes).toBeLessThan(12_000);
      expect(textOf(crashed('web-19', 1))).toHaveLength(1);
    },
  );

  it('forgets what nobody asks for any more, and clusters that are gone', async () => {
    textOf(crashed('web', 1));
    logs.excerptsOf('gone', crashed('web', 1));
    await turn();
    expect(logs.held.pods).toBe(2);
    logs.forget('gone');
    expect(logs.held.pods).toBe(1);
    await pass(61 * MINUTE);
    expect(logs.held).toEqual({ pods: 0, bytes: 0 });
  });

  it('says so where too many wait', async () => {
    answer = () => new Promise(() => {});
    for (let nth = 0; nth < 600; nth += 1) {
      textOf(crashed(`web-${nth}`, 1));
    }
    await turn();
    expect(asked.length).toBeLessThanOrEqual(4);
    expect(outcomes.filter(outcome => outcome === 'not-made').length).toBe(96);
  });

  it('reads nothing of what has never run, or once it is stopped', async () => {
    const pod = { ...crashed('web', 0), status: {} };
    expect(textOf(pod)).toBeUndefined();
    logs.stop();
    expect(textOf(crashed('web', 1))).toBeUndefined();
    await turn();
    expect(asked).toEqual([]);
  });
});
