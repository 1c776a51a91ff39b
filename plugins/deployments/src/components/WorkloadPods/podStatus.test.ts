import { pod } from '../../__fixtures__';
import { podsByUrgency } from './podsByUrgency';
import { podStatus } from './podStatus';

describe('podStatus', () => {
  it.each([
    ['Running', true, 'running'],
    ['Running', false, 'degraded'],
    ['ContainerCreating', false, 'progressing'],
    ['Init:0/2', false, 'progressing'],
    ['Terminating', false, 'progressing'],
    ['CrashLoopBackOff', false, 'degraded'],
    ['Init:CrashLoopBackOff', false, 'degraded'],
    ['Completed', false, 'completed'],
    ['Unknown', false, 'unknown'],
  ])('reads %s (ready: %s) as %s', (status, ready, expected) => {
    expect(podStatus({ status, ready })).toBe(expected);
  });
});

describe('podsByUrgency', () => {
  it('puts what is not ready first, the newest of it before the rest', () => {
    const names = podsByUrgency([
      pod('b'),
      pod('a'),
      pod('old', { ready: false, createdAt: '2026-01-01T00:00:00Z' }),
      pod('new', { ready: false, createdAt: '2026-01-02T00:00:00Z' }),
    ]).map(({ name }) => name);
    expect(names).toEqual(['new', 'old', 'a', 'b']);
  });
});
