import { detectIn } from '@groundcrew/plugin-faults-node/testUtils';
import { BEFORE, deployment, inShort, pod } from '../testObjects';
import { podEnd } from './podEnd';

const evicted = pod({
  status: {
    phase: 'Failed',
    reason: 'Evicted',
    message: 'The node was low on resource: memory.',
    startTime: BEFORE,
    conditions: undefined,
    containerStatuses: undefined,
  },
});
const deleted = (deletionTimestamp: string, finalizers?: string[]) =>
  pod({ isReady: true, metadata: { deletionTimestamp, finalizers } });
const find = (subject: object, now?: string) =>
  detectIn(podEnd, { objects: [deployment(), subject], now });

describe('podEnd', () => {
  it('finds a pod that its node has put out, and what for', () => {
    const [found] = find(evicted);
    expect(inShort([found])).toEqual(['pod-evicted of Deployment cart']);
    expect(found.confidence).toBeGreaterThanOrEqual(0.6);
    expect(found.evidence[0].message).toMatch(/low on resource: memory/);
  });

  it('is calm about one that was put out yesterday', () => {
    const [found] = find(evicted, '2026-01-02T12:00:00Z');
    expect(found.confidence).toBeLessThan(0.6);
  });

  it('finds a pod that does not end', () => {
    const found = find(deleted(BEFORE));
    expect(inShort(found)).toEqual(['termination-stuck of Deployment cart']);
    expect(found[0].message).toContain("on node 'node-1'");
    expect(find(deleted(BEFORE, ['shop/hold']))[0].message).toContain(
      'shop/hold',
    );
  });

  it('gives a pod that is asked to end its time, and looks again then', () => {
    expect(find(deleted('2026-01-01T12:00:10Z'))).toEqual([]);
    expect(find(deleted('2026-01-01T11:59:00Z'))).toEqual([]);

    const lookAgainAt = jest.fn();
    const subject = deleted('2026-01-01T12:00:10Z');
    const context = {
      now: Date.parse('2026-01-01T12:00:00Z'),
      lookAgainAt,
    };
    expect([...podEnd.detect(subject, context as never)]).toEqual([]);
    expect(lookAgainAt).toHaveBeenCalledWith(
      Date.parse('2026-01-01T12:02:10Z'),
    );
  });

  it('is silent about others', () => {
    expect(find(pod({ isReady: true }))).toEqual([]);
    expect(find(pod({ status: { phase: 'Failed' } }))).toEqual([]);
    expect(find({ kind: 'Pod', metadata: { name: 'bare' } })).toEqual([]);
  });
});
