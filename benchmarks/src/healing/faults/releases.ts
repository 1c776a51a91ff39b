import { setTimeout as delay } from 'node:timers/promises';
import type {
  FaultPlace,
  HealableFault,
  MisbehaviourName,
} from './HealableFault';

const BAD: readonly MisbehaviourName[] = [
  'image-missing',
  'crash',
  'unready',
  'out-of-memory',
];

/** Releases that are no good. */
export const badReleases: readonly HealableFault[] = BAD.map(name => ({
  id: `release-${name}`,
  break: place => releaseBad(place, name),
}));

/** Releases that the scheduler or the API server does not take up. */
export const refusedReleases: readonly HealableFault[] = [
  {
    id: 'release-without-node',
    break: ({ workload }) =>
      workload.release({
        tag: '2.0.0',
        podSpec: { nodeSelector: { 'example.com/disk': 'nvme' } },
      }),
  },
  {
    id: 'release-too-large',
    break: ({ workload }) =>
      workload.release({
        tag: '2.0.0',
        container: { resources: { requests: { cpu: '400' } } },
      }),
  },
  {
    id: 'release-without-priority',
    // The sandbox admits what names a priority class that is not there.
    onlyIn: 'lab',
    break: ({ workload }) =>
      workload.release({
        tag: '2.0.0',
        podSpec: { priorityClassName: 'does-not-exist' },
      }),
  },
  {
    id: 'release-without-configuration',
    // The kubelets of the lab look for no ConfigMap.
    onlyIn: 'sandbox',
    break: ({ workload }) =>
      workload.release({
        tag: '2.0.0',
        container: {
          envFrom: [{ configMapRef: { name: 'does-not-exist' } }],
        },
      }),
  },
];

/** Releases that come while another one is under way, good or bad. */
export const overlappingReleases: readonly HealableFault[] = [
  {
    id: 'release-during-roll-out',
    async break(place) {
      await place.workload.release({ tag: '1.99.0' });
      await delay(500 + place.random() * 3_000);
      await releaseBad(place, oneOf(place));
    },
  },
  {
    id: 'release-upon-bad-release',
    async break(place) {
      await releaseBad(place, oneOf(place));
      await delay(500 + place.random() * 3_000);
      await place.workload.release({
        tag: '2.1.0',
        podSpec: { nodeSelector: { 'example.com/disk': 'nvme' } },
      });
    },
  },
];

async function releaseBad(
  { play, workload }: FaultPlace,
  name: MisbehaviourName,
): Promise<void> {
  const { labels, tag } = play(name);
  await workload.release({ tag: `2.0.0-${tag}`, labels });
}

function oneOf({ random }: FaultPlace): MisbehaviourName {
  return BAD[Math.floor(random() * BAD.length)];
}
