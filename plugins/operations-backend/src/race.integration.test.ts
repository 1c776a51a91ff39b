import {
  isFinal,
  type OperationSummary,
} from '@groundcrew/plugin-operations-common';
import { Sandbox } from '@groundcrew/sandbox';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { eventually } from '@groundcrew/plugin-clusters-node/testUtils';
import { ApiProxy } from './__testUtils__/ApiProxy';
import { ChaosBackend } from './__testUtils__/chaos/ChaosBackend';
import { ClusterAdmin } from './__testUtils__/chaos/ClusterAdmin';
import { effectsOf } from './__testUtils__/chaos/effectsOf';

jest.setTimeout(5 * 60_000);

const SUBMISSIONS = 50;
const TARGET = 'race';
const POLL_MS = 500;
const RESTART = 'kubernetes.restart';

const url = process.env.BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING;

(url ? describe : describe.skip)('two backends on one PostgreSQL', () => {
  let directory: string;
  let sandbox: Sandbox;
  let proxy: ApiProxy;
  let backends: ChaosBackend[] = [];

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'race-'));
    sandbox = await Sandbox.start({
      directory,
      clusters: ['dev'],
      populate: false,
    });
    const kubeconfig = join(directory, 'kubeconfig');
    await sandbox.writeKubeconfig(kubeconfig);
    proxy = await ApiProxy.before(sandbox, { directory, kubeconfig });
    const prefix = `race_${randomBytes(4).toString('hex')}_`;
    backends = await Promise.all(
      ['one', 'other'].map(name =>
        ChaosBackend.create({
          name,
          directory,
          kubeconfig,
          database: { client: 'pg', url: url!, prefix },
          onPassed: () => {},
        }),
      ),
    );
    // One creates the tables, the other finds them.
    for (const backend of backends) {
      await backend.start();
    }
    const admin = ClusterAdmin.create(sandbox.cluster('dev'));
    await admin.createNode('node-a');
    await admin.createNamespace(TARGET);
    // Without pods nothing has to start: what takes turns is what is tried here.
    await admin.createDeployment(TARGET, { replicas: 0 });
  });

  afterAll(async () => {
    await Promise.all(backends.map(backend => backend.stop()));
    await proxy.stop();
    await sandbox.stop();
    await rm(directory, { recursive: true, force: true });
  });

  it(`carries out one of ${SUBMISSIONS} that were asked for at once at a time, in their order, and tells the others`, async () => {
    const target = {
      cluster: 'dev',
      kind: 'Deployment',
      namespace: TARGET,
      name: 'web',
    };
    const setImage = (tag: number) => ({
      operation: 'kubernetes.set-image',
      input: { container: 'web', image: `registry.test/web:${tag}` },
    });
    const ask = async (
      index: number,
      ...request: Parameters<ChaosBackend['request']>
    ) => await backends[index % backends.length].request(...request);
    // The watch of each has to have seen it.
    for (const index of backends.keys()) {
      await eventually(
        async () =>
          (
            await ask(index, 'GET', `/verbs?${new URLSearchParams(target)}`)
          ).status === 200,
      );
    }
    const answers = await Promise.all(
      Array.from({ length: SUBMISSIONS }, (_, index) =>
        ask(index, 'POST', '/operations', {
          ...(index % 10 === 0
            ? { operation: RESTART }
            : setImage(2 + (index % 3))),
          target,
          reason: 'all at once',
        }),
      ),
    );
    expect(
      answers.filter(({ status }) => status !== 201).map(({ body }) => body),
    ).toEqual([]);
    const allAskedAt = new Date().toISOString();
    let all: OperationSummary[] = [];
    await eventually(async () => {
      await setTimeout(POLL_MS);
      const { body } = await ask(0, 'GET', '/operations?limit=100');
      all = body.operations;
      return all.every(
        ({ phase }) => isFinal(phase) || phase === 'needs-confirmation',
      );
    }, 240_000).catch(() => {
      throw new Error(
        all
          .map(({ phase, phaseReason }) => `${phase}: ${phaseReason}`)
          .join(', '),
      );
    });
    expect(all.map(({ id }) => id).sort()).toEqual(
      answers.map(({ body }) => body.id).sort(),
    );

    const done = all
      .filter(({ phase }) => phase === 'succeeded')
      .sort((a, b) => a.startedAt!.localeCompare(b.startedAt!));
    // Every restart, and a change of the replicas at least.
    expect(done.length).toBeGreaterThan(SUBMISSIONS / 10);
    for (const [index, { endedAt }] of done.slice(0, -1).entries()) {
      expect(done[index + 1].startedAt! >= endedAt!).toBe(true);
    }
    // Whichever backend took the order. What began before all had arrived could not know of the others.
    const inLine = done.filter(({ startedAt }) => startedAt! > allAskedAt);
    expect(inLine.map(({ requestedAt }) => requestedAt)).toEqual(
      inLine.map(({ requestedAt }) => requestedAt).sort(),
    );
    expect(effectsOf(proxy.changes, TARGET)).toEqual({
      kept: done.length,
      doubled: 0,
    });
    // Somebody before them asked for the same.
    const others = all.filter(({ phase }) => phase !== 'succeeded');
    expect(
      others.map(({ phase, phaseReason }) => `${phase}: ${phaseReason}`),
    ).toEqual(
      others.map(() =>
        expect.stringMatching(
          /^refused: .* runs registry\.test\/web:\d already$/,
        ),
      ),
    );
  });
});
