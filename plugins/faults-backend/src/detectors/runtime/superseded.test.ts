import { detectIn } from '@groundcrew/plugin-faults-node/testUtils';
import { BEFORE, inShort, pod } from '../testObjects';
import { crash } from './crash';
import { outOfMemory } from './outOfMemory';

const ownedBy = (kind: string, name: string) => ({
  ownerReferences: [{ kind, name, controller: true, uid: '' }],
});
const failed = (owner: object, reason: string) =>
  pod({
    metadata: owner,
    status: { phase: 'Failed' },
    containerStatus: {
      state: { terminated: { exitCode: 1, reason, finishedAt: BEFORE } },
    },
  });
const job = (name: string, conditions: object[] = [], more: object = {}) => ({
  kind: 'Job',
  metadata: { name, ...more },
  status: { conditions },
});
const complete = { type: 'Complete', status: 'True' };
const nightly = { kind: 'CronJob', metadata: { name: 'nightly' } };
const replicaSet = { kind: 'ReplicaSet', metadata: { name: 'cart' } };
const at = (hour: string) => ({
  ...ownedBy('CronJob', 'nightly'),
  creationTimestamp: `2026-01-01T${hour}:00:00Z`,
});

describe.each([
  ['crash', crash, 'Error', 'application-crash'],
  ['out-of-memory', outOfMemory, 'OOMKilled', 'out-of-memory'],
])('the end of a pod, by %s', (_, detector, reason, fault) => {
  const find = (...objects: object[]) => detectIn(detector, { objects });
  const ofJob = failed(ownedBy('Job', 'import'), reason);

  it('counts while the Job tries on, and where nothing takes its place', () => {
    expect(inShort(find(job('import'), ofJob))).toEqual([
      `${fault} of Job import`,
    ]);
    expect(
      inShort(find(failed({ ownerReferences: undefined }, reason))),
    ).toEqual([`${fault} of Pod cart-1`]);
  });

  it.each([
    ['the Job is complete', [job('import', [complete]), ofJob]],
    [
      'another Job came after it',
      [nightly, job('import', [], at('03')), job('next', [], at('04')), ofJob],
    ],
    [
      'another pod took its place',
      [replicaSet, failed(ownedBy('ReplicaSet', 'cart'), reason)],
    ],
  ])('is forgotten when %s', (__, objects) => {
    expect(find(...objects)).toEqual([]);
  });
});
