import { expandClaim } from './expandClaim';
import { hasNoMoreMemory, raiseMemory } from './memory';
import { deleteByForce, deleteEvicted } from './podEnds';
import {
  quarantineBadReplica,
  replaceBadReplica,
  restartOnce,
} from './replicas';
import { rollBack, rollBackBadRelease } from './rollBack';
import { shareLoad } from './shareLoad';
import {
  all,
  byHand,
  inShort,
  quotedIn,
  type Remedies,
  type Remedy,
  type RemedyContext,
} from './Remedy';

const workload = ({ finding }: RemedyContext) => inShort(finding.object);

const moreMemory: Remedy = byHand(
  context =>
    `Raise the memory limit of ${workload(
      context,
    )}, or find what it keeps in memory`,
  () => 'The kernel ends a container that wants more than its limit.',
);

/** Starts each pod anew, one after the other: what it keeps is let go for a while. */
const restart =
  (why: string): Remedy =>
  ({ finding }) =>
    ['Deployment', 'StatefulSet', 'DaemonSet'].includes(finding.object.kind)
      ? [
          {
            title: `Restart ${finding.object.name}`,
            why,
            operation: { id: 'kubernetes.restart', target: finding.object },
          },
        ]
      : [];

/** Of what fails, nobody knows why: another pod may not. */
const beginAnew = all(replaceBadReplica, quarantineBadReplica, restartOnce);

/** What may be done about what runs, and does not go on running. */
export const runtimeRemedies: Remedies = {
  'out-of-memory': all(
    rollBack(/^(?:resources .*\.memory|image .*)$/, hasNoMoreMemory),
    raiseMemory,
    moreMemory,
  ),
  'memory-near-limit': all(
    restart(
      'Its pods begin with little memory again, one after the other, which gives time to find out why it grows.',
    ),
    raiseMemory,
    moreMemory,
  ),
  'application-crash': all(
    rollBackBadRelease(),
    beginAnew,
    byHand(
      context =>
        `Read the last lines that container ${quotedIn(
          context,
        )} wrote before it ended`,
      context =>
        `What ends ${workload(
          context,
        )} is in its log, as far as it is known at all.`,
      'nothing',
    ),
  ),
  'application-ends': all(
    rollBack(/^(?:command|image) /),
    beginAnew,
    byHand(
      context =>
        `Let the command of container ${quotedIn(
          context,
        )} run on, or make ${workload(context)} a Job`,
      () => 'It ends without an error, and is started again and again.',
    ),
  ),
  'connections-exhausted': all(
    beginAnew,
    byHand(
      context =>
        `Let what ${workload(
          context,
        )} connects to take more connections, or let it and others open fewer (the size of their pools)`,
      () => 'A server takes only so many at a time.',
    ),
  ),
  'disk-full': all(
    expandClaim,
    byHand(
      context =>
        `Free space on the disk that ${workload(
          context,
        )} writes to, or make its volume larger`,
      () => 'It ends because it cannot write.',
    ),
  ),
  'dependency-name-unresolved': all(
    rollBack(/^env |dnsPolicy$|dnsConfig$/),
    byHand(
      context =>
        `Correct the host name that ${workload(
          context,
        )} looks up, or bring back the Service of that name`,
      () => 'Its log names the host that does not resolve.',
    ),
  ),
  'dependency-unreachable': all(
    replaceBadReplica,
    byHand(
      context =>
        `Bring back what ${workload(
          context,
        )} cannot reach, or correct its address`,
      () => 'Its log names what it tried.',
    ),
  ),
  'container-flapping': all(
    rollBackBadRelease(),
    beginAnew,
    byHand(
      context => `Read why container ${quotedIn(context)} ended the last times`,
      context => `${workload(context)} runs, and is started again and again.`,
      'nothing',
    ),
  ),
  'pod-evicted': all(
    deleteEvicted,
    byHand(
      context =>
        `Give ${workload(
          context,
        )} requests that tell how much it needs, and look at what the node was short of`,
      () => 'A node puts out first what uses more than it has requested.',
    ),
  ),
  'termination-stuck': all(
    deleteByForce,
    byHand(
      context => {
        const waitsFor = /: it waits for (.{1,200})\.$/.exec(
          context.finding.message,
        )?.[1];
        const node = /on node '([^']{1,253})'/.exec(
          context.finding.message,
        )?.[1];
        return waitsFor
          ? `Find out why the finalizer ${waitsFor} of pod ${quotedIn(
              context,
            )} is not taken away`
          : `Look at ${
              node ? `node ${node}` : 'the node'
            }: is it up? If it is gone for good, delete pod ${quotedIn(
              context,
            )} with \`--force\``;
      },
      () =>
        'A pod ends only when its node, and whoever asked to be waited for, say so.',
      'nothing',
    ),
  ),
  'cpu-overload': all(
    shareLoad,
    byHand(
      context =>
        `Give ${workload(context)} more replicas or a higher CPU limit`,
      () => 'It wants more CPU than it may have.',
    ),
  ),
  'cpu-at-limit': all(
    shareLoad,
    byHand(
      context =>
        `Raise the CPU limit of ${workload(context)}, or give it more replicas`,
      () => 'It uses all the CPU that it may, and may be slower for that.',
    ),
  ),
  'cpu-throttled': all(
    rollBack(/^resources .*\.cpu$/),
    byHand(
      context => `Raise the CPU limit of ${workload(context)}, or leave it out`,
      () => 'The kernel makes it wait at its usual work.',
    ),
  ),
  'network-delay': byHand(
    context =>
      `Look at the network and the node of the pods of ${workload(
        context,
      )}, and at what stands before them (sidecars, proxies)`,
    () => 'It answers late, and nothing that it calls does.',
    'nothing',
  ),
};
