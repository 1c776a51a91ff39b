import type { LocalRef } from '@groundcrew/plugin-clusters-node';
import {
  createEvidenceReader,
  type EvidenceReader,
  type EvidenceSource,
} from '@groundcrew/plugin-faults-node';
import { evidenceKeys } from '../engine/evidenceKeys';
import { ModuleEvidence } from './ModuleEvidence';

const CART: LocalRef = { kind: 'Deployment', namespace: 'shop', name: 'cart' };

function source(id: string, knows: Partial<EvidenceReader>) {
  const listeners = new Set<
    (cluster: string, objects: readonly LocalRef[]) => void
  >();
  const told: EvidenceSource = {
    id,
    over: cluster => (cluster === 'prod' ? knows : {}),
    subscribe(onLearnt) {
      listeners.add(onLearnt);
      return () => listeners.delete(onLearnt);
    },
  };
  const learn = (...objects: LocalRef[]) =>
    listeners.forEach(one => one('prod', objects));
  return { told, learn };
}

const slow = (current: number) => ({
  object: CART,
  metric: 'latency' as const,
  current,
  source: 'metric' as const,
});

describe('ModuleEvidence', () => {
  const first = source('first', {
    callsOf: () => ['orders'],
    signals: () => [slow(2)],
    signalsOf: () => [slow(2)],
  });
  const second = source('second', {
    callsOf: () => ['payments'],
    desired: () => [],
    signalsOf: () => [slow(3)],
  });
  const evidence = ModuleEvidence.create([first.told, second.told]);

  it('believes the first that knows, and hears all of what is unusual', () => {
    const own = createEvidenceReader({ dependenciesOf: () => ['db'] });
    const reader = evidence.beside(own, 'prod');
    const cart = { namespace: 'shop', name: 'cart' };
    expect(reader.callsOf(cart)).toEqual(['orders']);
    expect(reader.dependenciesOf(cart)).toEqual(['db']);
    expect(reader.desired('Service', 'shop')).toEqual([]);
    expect(reader.logsOf(cart)).toBeUndefined();
    expect(reader.componentsOf('node-1')).toBeUndefined();
    expect(reader.connectivityOf(cart)).toBeUndefined();
    expect(reader.signals()).toEqual([slow(2)]);
    expect(reader.signalsOf(CART)).toEqual([slow(2), slow(3)]);
  });

  it('knows nothing of what no source is about', () => {
    const reader = evidence.beside(createEvidenceReader(), 'dev');
    expect(reader.signalsOf(CART)).toBeUndefined();
    expect(reader.signals()).toEqual([]);
  });

  it('has those asked again who asked for what is known now', () => {
    const learnt: string[] = [];
    const unsubscribe = evidence.subscribe((_, keys) => learnt.push(...keys));
    first.learn(CART, { kind: 'Node', name: 'node-1' });
    expect(learnt).toEqual(
      expect.arrayContaining([
        evidenceKeys.signals,
        evidenceKeys.signalsOf(CART),
        evidenceKeys.calls({ namespace: 'shop', name: 'cart' }),
        evidenceKeys.components('node-1'),
      ]),
    );
    unsubscribe();
    learnt.length = 0;
    first.learn(CART);
    expect(learnt).toEqual([]);
  });
});
