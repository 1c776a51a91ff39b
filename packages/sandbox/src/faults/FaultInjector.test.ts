import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Pod } from '../api/podTypes';
import { parseQuantity } from '../api/quantities';
import {
  ConfigMaps,
  Deployments,
  Events,
  Nodes,
  PersistentVolumeClaims,
  Pods,
  StatefulSets,
} from '../api/resources';
import { DrivenClock } from '../clock';
import { isReady } from '../controllers/podState';
import { Sandbox } from '../Sandbox';
import { request } from '../testing/request';
import { ApplyFaultOptions } from './FaultInjector';

const target = { namespace: 'shop-checkout', name: 'cart' };

describe('faults', () => {
  let directory: string;
  let clock: DrivenClock;
  let sandbox: Sandbox;
  const log: string[] = [];

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'sandbox-faults-'));
    clock = DrivenClock.create();
    sandbox = await Sandbox.start({
      directory,
      clock,
      clusters: ['prod'],
      log: line => log.push(line),
    });
  });

  afterAll(async () => {
    await sandbox.stop();
    await rm(directory, { recursive: true });
  });

  const prod = () => sandbox.cluster('prod');
  const pods = () =>
    prod()
      .store.list(Pods, { namespace: target.namespace })
      .filter(pod => pod.metadata.name.startsWith('cart-'));
  const reasons = () =>
    pods().map(
      pod => pod.status.containerStatuses?.[0].state.waiting?.reason ?? '',
    );
  const isWell = () => pods().length === 2 && pods().every(isReady);
  const apply = (fault: string, rest?: Partial<ApplyFaultOptions>) =>
    sandbox.faults.apply({ fault, cluster: 'prod', target, ...rest });

  it('are described', () => {
    expect(sandbox.faults.list().map(({ id }) => id)).toEqual([
      'crash-loop',
      'bad-replica',
      'stale-pods',
      'oom-kill',
      'full-volume',
      'failing-readiness-probe',
      'wrong-image',
      'missing-configmap',
      'full-quota',
      'node-down',
      'unreachable',
      'half-open',
      'slow-api',
      'expired-token',
    ]);
    for (const { title, effect } of sandbox.faults.list()) {
      expect([title, effect].every(text => text.length > 5)).toBe(true);
    }
  });

  const lastReason = ({ status }: Pod) =>
    status.containerStatuses?.[0].lastState.terminated?.reason;
  const lastTermination = () => lastReason(pods()[0]);

  it.each<[string, () => boolean]>([
    ['crash-loop', () => reasons().includes('CrashLoopBackOff')],
    ['bad-replica', () => reasons().includes('CrashLoopBackOff')],
    ['stale-pods', () => reasons().includes('CrashLoopBackOff')],
    ['oom-kill', () => lastTermination() === 'OOMKilled'],
    ['failing-readiness-probe', () => !pods().some(isReady)],
    ['wrong-image', () => reasons().includes('ImagePullBackOff')],
    [
      'missing-configmap',
      () => reasons().includes('CreateContainerConfigError'),
    ],
  ])('%s breaks a workload and mends it', async (fault, isBroken) => {
    expect(isWell()).toBe(true);
    const active = await apply(fault);
    expect(sandbox.faults.active()).toEqual([active]);
    let broken = false;
    for (let second = 0; second < 120 && !broken; second++) {
      clock.advance(1_000);
      broken = isBroken();
    }
    expect(broken).toBe(true);
    await sandbox.faults.revert(active.id);
    clock.advance(60_000);
    expect(isWell()).toBe(true);
    expect(sandbox.faults.active()).toEqual([]);
    expect(
      prod().store.get(ConfigMaps, { ...target, name: 'cart-config' }),
    ).toBeDefined();
  });

  it.each([
    ['bad-replica', 1],
    ['stale-pods', 2],
  ])('%s ends with the pods that are bad', async (fault, broken) => {
    const { id } = await apply(fault);
    clock.advance(30_000);
    const bad = pods().filter(pod => !isReady(pod));
    expect(bad).toHaveLength(broken);
    for (const { metadata } of bad) prod().api.delete(Pods, metadata);
    clock.advance(60_000);
    expect(isWell()).toBe(true);
    await sandbox.faults.revert(id);
  });

  it('oom-kill ends where there is memory enough', async () => {
    const { id } = await apply('oom-kill');
    const giveMemory = (memory: string) =>
      prod().api.modify(
        Deployments,
        target,
        draft => {
          for (const container of draft.spec.template.spec.containers) {
            container.resources = {
              ...container.resources,
              limits: { memory },
            };
          }
        },
        { manager: 'test' },
      );
    const before = pods()[0].spec.containers[0].resources?.limits?.memory ?? '';
    giveMemory('4Gi');
    clock.advance(120_000);
    expect(isWell()).toBe(true);
    expect(pods().map(lastReason)).toEqual([undefined, undefined]);
    giveMemory(before);
    clock.advance(120_000);
    expect(pods().map(lastReason)).toContain('OOMKilled');
    await sandbox.faults.revert(id);
    clock.advance(180_000);
    expect(isWell()).toBe(true);
  });

  it('full-volume ends where there is room enough', async () => {
    const { metadata: set } = prod().store.list(StatefulSets)[0];
    const { id } = await apply('full-volume', {
      target: { ...set, kind: 'StatefulSet' },
    });
    const ofSet = () =>
      prod()
        .store.list(Pods, { namespace: set.namespace })
        .filter(({ metadata }) => metadata.name.startsWith(`${set.name}-`));
    clock.advance(30_000);
    expect(ofSet().every(isReady)).toBe(false);
    for (const { metadata, spec } of prod().store.list(PersistentVolumeClaims, {
      namespace: set.namespace,
    })) {
      const size = parseQuantity(spec.resources?.requests?.storage);
      const resize = (storage: string) =>
        prod().api.modify(
          PersistentVolumeClaims,
          metadata,
          draft => {
            draft.spec.resources = { requests: { storage } };
          },
          { manager: 'test' },
        );
      resize(String(size * 1.5));
      clock.advance(1_000);
      expect(() => resize(String(size))).toThrow(
        'can not be less than status.capacity',
      );
    }
    clock.advance(600_000);
    expect(ofSet().every(isReady)).toBe(true);
    await sandbox.faults.revert(id);
  });

  it('full-quota refuses a replacement', async () => {
    const { namespace } = target;
    const count = () => prod().store.list(Pods, { namespace }).length;
    const before = count();
    const { id } = await apply('full-quota', { target: { name: namespace } });
    clock.advance(60_000);
    expect(count()).toBe(before - 1);
    expect(
      prod()
        .store.list(Events, { namespace })
        .filter(({ message }) => message.includes('exceeded quota')).length,
    ).toBeGreaterThan(0);
    await sandbox.faults.revert(id);
    clock.advance(60_000);
    expect(count()).toBe(before);
  });

  it('node-down silences a node', async () => {
    const name = 'prod-node-1';
    const ready = () =>
      prod()
        .store.get(Nodes, { name })
        ?.status.conditions.find(({ type }) => type === 'Ready')?.status;
    const { id } = await apply('node-down', { target: { name } });
    clock.advance(60_000);
    expect(ready()).toBe('Unknown');
    await sandbox.faults.revert(id);
    clock.advance(60_000);
    expect(ready()).toBe('True');
    expect(isWell()).toBe(true);
  });

  it('unreachable closes the port', async () => {
    const { id } = await apply('unreachable');
    await expect(request(prod(), '/version')).rejects.toThrow('ECONNREFUSED');
    await sandbox.faults.revert(id);
    expect((await request(prod(), '/version')).status).toBe(200);
  });

  it('half-open never answers', async () => {
    const { id } = await apply('half-open');
    const unanswered = request(prod(), '/version').catch(() => 'cut');
    // The connection must be there before it can be cut.
    await new Promise(resolve => setImmediate(resolve));
    await sandbox.faults.revert(id);
    expect(['cut', expect.objectContaining({ status: 200 })]).toContainEqual(
      await unanswered,
    );
    expect((await request(prod(), '/version')).status).toBe(200);
  });

  it('slow-api and expired-token are over when they are reverted', async () => {
    await apply('slow-api');
    expect(prod().server.delayMs).toBeGreaterThan(0);
    await apply('expired-token');
    expect(prod().authorizer.isValid(prod().tokens.admin)).toBe(false);
    await sandbox.faults.revertAll();
    expect(prod().server.delayMs).toBe(0);
    expect((await request(prod(), '/api/v1/nodes')).status).toBe(200);
  });

  it.each<[string, Partial<ApplyFaultOptions>, string]>([
    ['nonsense', {}, 'InputError'],
    ['crash-loop', { cluster: 'moon' }, 'InputError'],
    ['crash-loop', { target: undefined }, 'InputError'],
    ['crash-loop', { target: { namespace: 'a', name: 'b' } }, 'InputError'],
    ['full-quota', { target: { name: 'nowhere' } }, 'InputError'],
    ['node-down', { target: { name: 'nowhere' } }, 'InputError'],
    ['full-volume', {}, 'InputError'],
    [
      'failing-readiness-probe',
      { target: { namespace: 'kube-system', name: 'coredns' } },
      'InputError',
    ],
    [
      'missing-configmap',
      { target: { namespace: 'kube-system', name: 'coredns' } },
      'InputError',
    ],
  ])('%s refuses %j', async (fault, rest, name) => {
    await expect(apply(fault, rest)).rejects.toMatchObject({ name });
    expect(sandbox.faults.active()).toEqual([]);
  });

  it('are applied once, and reverted once', async () => {
    const { id } = await apply('slow-api');
    await expect(apply('slow-api')).rejects.toMatchObject({
      name: 'ConflictError',
    });
    await sandbox.faults.revert(id);
    await expect(sandbox.faults.revert(id)).rejects.toMatchObject({
      name: 'NotFoundError',
    });
  });

  it('leave nothing to complain about', () => {
    expect(log).toEqual([expect.stringContaining('listens on https://')]);
  });

  it('leave the keys of the sandbox to their owner', async () => {
    const path = join(directory, 'kubeconfig');
    await sandbox.writeKubeconfig(path);
    for (const file of ['kubeconfig', 'server.key']) {
      const { mode } = await stat(join(directory, file));
      expect((mode % 0o1000).toString(8)).toBe('600');
    }
    expect(() => sandbox.cluster('moon')).toThrow('no cluster "moon"');
    await expect(
      Sandbox.start({ directory, clusters: ['a', 'a'] }),
    ).rejects.toThrow('different names');
  });
});
