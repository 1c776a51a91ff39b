import type { ClusterClient } from '@groundcrew/plugin-clusters-node';
import { dryRunning, guarded } from './clusterClientGuards';

const ref = { kind: 'Deployment', namespace: 'shop', name: 'checkout' };

function createClient() {
  const calls: [string, object][] = [];
  const call = (name: string) =>
    jest.fn(async (...args: unknown[]) => {
      calls.push([name, args[args.length - 1] as object]);
    });
  const client = Object.fromEntries(
    ['get', 'list', 'patch', 'create', 'delete', 'evict'].map(name => [
      name,
      call(name),
    ]),
  ) as unknown as ClusterClient;
  return { client, calls };
}

/** Every change that a client can make. */
const changes: [string, (client: ClusterClient) => Promise<unknown>][] = [
  ['patch', client => client.patch(ref, {}, { uid: 'u', dryRun: false })],
  ['create', client => client.create({}, { dryRun: false })],
  ['delete', client => client.delete(ref, { uid: 'u', dryRun: false })],
  ['evict', client => client.evict(ref, { uid: 'u', dryRun: false })],
];

describe('a client for previews', () => {
  it.each(changes)('only tries out %s', async (name, change) => {
    const { client, calls } = createClient();
    const { signal } = new AbortController();
    await change(dryRunning(client, signal));
    expect(calls).toEqual([
      [name, expect.objectContaining({ dryRun: true, signal })],
    ]);
  });

  it('tries out what has no options', async () => {
    const { client, calls } = createClient();
    const { signal } = new AbortController();
    const trying = dryRunning(client, signal);
    await trying.patch(ref, {});
    await trying.create({});
    await trying.delete(ref);
    await trying.evict(ref);
    expect(calls.map(([, options]) => options)).toEqual(
      calls.map(() => ({ dryRun: true, signal })),
    );
    expect(calls).toHaveLength(4);
  });
});

describe('a client for steps', () => {
  it.each(changes)(
    'makes a change by %s, with its preconditions',
    async (name, change) => {
      const { client, calls } = createClient();
      const { signal } = new AbortController();
      await change(guarded(client, signal));
      expect(calls).toEqual([
        [name, expect.objectContaining({ dryRun: false, signal })],
      ]);
    },
  );

  it.each(changes)(
    'does not %s any more once it is told to stop',
    async (_, change) => {
      const { client, calls } = createClient();
      const controller = new AbortController();
      const stopped = guarded(client, controller.signal);
      controller.abort(new Error('somebody else has it'));
      await expect(async () => change(stopped)).rejects.toThrow(
        'somebody else has it',
      );
      expect(calls).toEqual([]);
    },
  );

  it('reads with the signal, or the one that it is given', async () => {
    const { client, calls } = createClient();
    const { signal } = new AbortController();
    const own = new AbortController().signal;
    await guarded(client, signal).get(ref);
    await guarded(client, signal).list('Pod', {}, { signal: own });
    expect(calls).toEqual([
      ['get', { signal }],
      ['list', { signal: own }],
    ]);
  });
});
