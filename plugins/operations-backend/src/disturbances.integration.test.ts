import type { OperationDetail } from '@groundcrew/plugin-operations-common';
import { eventually } from '@groundcrew/plugin-clusters-node/testUtils';
import type { Disturbance } from './__testUtils__/ApiProxy';
import { effectsOf } from './__testUtils__/chaos/effectsOf';
import { OperationsBackend } from './__testUtils__/OperationsBackend';

jest.setTimeout(180_000);

/** How often the API server fails before it answers again. */
const TIMES = 3;

describe('operations on an API server that has its troubles', () => {
  let backend: OperationsBackend;

  beforeAll(async () => {
    backend = await OperationsBackend.start({
      clusters: ['dev'],
      proxied: true,
    });
  });

  afterEach(() => {
    backend.proxy!.disturb = () => undefined;
  });

  afterAll(async () => {
    await backend.stop();
  });

  const inShop = (namespace: string, name: string) => ({
    cluster: 'dev',
    kind: 'Deployment',
    namespace,
    name,
  });

  /** Disturbs the changes of one object, and no more than so many; says how many it were. */
  function disturbChanges(
    name: string,
    disturbance: Disturbance,
    times = Infinity,
  ) {
    const disturbed = { times: 0 };
    backend.proxy!.disturb = ({ method, path, dryRun }) => {
      const isMeant =
        method === 'PATCH' &&
        !dryRun &&
        path.endsWith(`/${name}`) &&
        disturbed.times < times;
      disturbed.times += isMeant ? 1 : 0;
      return isMeant ? disturbance : undefined;
    };
    return disturbed;
  }

  async function restart(
    target: ReturnType<typeof inShop>,
  ): Promise<OperationDetail> {
    await eventually(
      async () =>
        (
          await backend.get('operator', `/verbs?${new URLSearchParams(target)}`)
        ).status === 200,
    );
    return await backend.submit('operator', {
      operation: 'kubernetes.restart',
      target,
      reason: 'it leaks memory',
    });
  }

  it.each<[string, ReturnType<typeof inShop>, Disturbance, number]>([
    ['is slow', inShop('shop-checkout', 'cart'), { delayMs: 1_000 }, Infinity],
    [
      'fails with 500',
      inShop('shop-checkout', 'orders'),
      { status: 500 },
      TIMES,
    ],
    [
      'fails with 503',
      inShop('shop-checkout', 'checkout'),
      { status: 503 },
      TIMES,
    ],
    [
      'has too much to do',
      inShop('shop-storefront', 'catalog'),
      { status: 429, headers: { 'retry-after': '1' } },
      TIMES,
    ],
    [
      'tells of conflicts',
      inShop('shop-storefront', 'recommendations'),
      { status: 409 },
      TIMES,
    ],
    [
      'does it and cannot say so',
      inShop('shop-storefront', 'storefront'),
      'cut-answer',
      1,
    ],
  ])(
    'does what was asked for once when it %s',
    async (_, target, disturbance, times) => {
      const before = backend.proxy!.changes.length;
      const disturbed = disturbChanges(target.name, disturbance, times);
      const { id } = await restart(target);
      const done = await backend.until(id, 'succeeded', 'failed');
      expect(done).toMatchObject({ phase: 'succeeded' });
      expect(disturbed.times).toBe(times === Infinity ? 1 : times);
      expect(
        effectsOf(backend.proxy!.changes.slice(before), target.name),
      ).toEqual({ kept: 1, doubled: 0 });
    },
  );

  it.each([
    ['for a moment before anything was done', 'payments', 0, 0],
    ['for a minute while its effect was being watched', 'cart', 1, 60_000],
  ])(
    'goes on when it is back after it was gone %s',
    async (_, name, effectsBefore, goneForMs) => {
      const { changes } = backend.proxy!;
      const before = changes.length;
      const effects = () => effectsOf(changes.slice(before), name);
      const target = inShop('shop-checkout', name);
      let refused = 0;
      let goneSince: number | undefined;
      backend.proxy!.disturb = ({ method, dryRun }) => {
        if (method === 'PATCH' && !dryRun && effectsBefore === 0) {
          goneSince ??= performance.now();
        }
        if (goneSince !== undefined) {
          refused += 1;
          return 'cut';
        }
        return undefined;
      };
      const { id } = await restart(target);
      await eventually(() => {
        if (
          goneSince === undefined &&
          effectsBefore === 1 &&
          effects().kept === 1
        ) {
          goneSince = performance.now();
          backend.proxy!.cutAll();
        }
        return (
          goneSince !== undefined &&
          refused >= 8 &&
          performance.now() - goneSince >= goneForMs
        );
      }, goneForMs + 60_000);
      expect((await backend.operation(id)).phase).toMatch(/running|verifying/);
      expect(effects().kept).toBe(effectsBefore);
      backend.proxy!.disturb = () => undefined;
      const done = await backend.until(id, 'succeeded', 'failed');
      expect(done).toMatchObject({ phase: 'succeeded' });
      expect(effects()).toEqual({ kept: 1, doubled: 0 });
    },
  );

  it('says why it could not when the API server will not have it', async () => {
    const target = inShop('shop-checkout', 'orders');
    disturbChanges(target.name, { status: 403 });
    const before = backend.proxy!.changes.length;
    const { id } = await restart(target);
    const done = await backend.until(id, 'succeeded', 'failed');
    expect(done).toMatchObject({
      phase: 'failed',
      phaseReason: expect.stringContaining('the proxy says 403'),
    });
    expect(
      effectsOf(backend.proxy!.changes.slice(before), target.name).kept,
    ).toBe(0);
  });
});
