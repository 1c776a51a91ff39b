import type { ProbeKind } from '../../kubernetes/probes';
import { partOf } from '../../changes/facts/json';
import { rollBack, rollBackBadRelease } from './rollBack';
import {
  all,
  byHand,
  inShort,
  quotedIn,
  whereIs,
  type Remedies,
  type Remedy,
  type RemedyContext,
} from './Remedy';

const workload = ({ finding }: RemedyContext) => inShort(finding.object);

const PROBE_TITLES: Readonly<
  Record<string, (probe: string, context: RemedyContext) => string>
> = {
  port: (probe, context) =>
    `Let the ${probe} of container ${quotedIn(
      context,
    )} ask at a port on which it listens`,
  protocol: (probe, context) =>
    `Let the ${probe} of container ${quotedIn(
      context,
    )} speak the protocol that it serves`,
  path: (probe, context) =>
    `Let the ${probe} of container ${quotedIn(
      context,
    )} ask for a path that it answers`,
  timing: (probe, context) =>
    `Give container ${quotedIn(
      context,
    )} more time in its ${probe}: \`timeoutSeconds\`, \`failureThreshold\`, or a startup probe before it`,
  failing: (probe, context) =>
    `Find out why container ${quotedIn(
      context,
    )} does not answer its ${probe}, beginning with its log`,
};

const PROBE_HARM: Readonly<Record<ProbeKind, string>> = {
  startup: 'The kubelet ends the container each time before it has started.',
  liveness: 'The kubelet ends the container again and again.',
  readiness: 'The pods get no requests for as long as it fails.',
};

function probeRemedies(): Remedies {
  return Object.fromEntries(
    Object.entries(PROBE_HARM).flatMap(([kind, harm]) =>
      Object.entries(PROBE_TITLES).map(([wrong, title]): [string, Remedy] => [
        `${kind}-probe-${wrong}`,
        all(
          wrong === 'failing'
            ? rollBackBadRelease()
            : rollBack(
                new RegExp(`/${kind}Probe$|^(?:image|container-ports) `),
              ),
          byHand(
            context => title(`${kind} probe`, context),
            () => harm,
          ),
        ),
      ]),
    ),
  );
}

/** As many as its autoscaler has at least, which takes over from there; else one. */
const scaleUp: Remedy = ({ finding, store }) => {
  const { kind, name, namespace } = finding.object;
  const minimum = store
    .list('HorizontalPodAutoscaler', { namespace })
    .find(
      ({ spec }) =>
        spec?.scaleTargetRef?.kind === kind &&
        spec.scaleTargetRef.name === name,
    )?.spec?.minReplicas;
  const replicas = Math.max(1, Number(minimum) || 1);
  return [
    {
      title: `Scale ${name} up to ${replicas}`,
      why: 'Others call it, and nothing answers; ask whoever scaled it to nothing how many it should have.',
      operation: {
        id: 'kubernetes.scale',
        target: finding.object,
        input: { replicas },
      },
    },
  ];
};

const moreMemory: Remedy = byHand(
  context =>
    `Raise the memory limit of ${workload(
      context,
    )}, or find what it keeps in memory`,
  () => 'The kernel ends a container that wants more than its limit.',
);

/** Lets its target have half as many more. */
const raiseMaximum: Remedy = ({ finding, object, store }) => {
  const spec = partOf(object, 'spec');
  const { kind, name } = partOf(spec, 'scaleTargetRef');
  const maximum = Number(spec.maxReplicas);
  const { cluster, namespace } = finding.object;
  const isScaled =
    (kind === 'Deployment' || kind === 'StatefulSet') &&
    typeof name === 'string' &&
    store.has(kind, { namespace, name });
  return isScaled && Number.isInteger(maximum) && maximum > 0
    ? [
        {
          title: `Let ${name} have up to ${Math.ceil(maximum * 1.5)} replicas`,
          why: `Its autoscaler wants more than the ${maximum} that it may have now.`,
          operation: {
            id: 'kubernetes.scale-limits',
            target: { cluster, kind, namespace, name },
            input: {
              minReplicas: Math.max(1, Number(spec.minReplicas) || 1),
              maxReplicas: Math.ceil(maximum * 1.5),
            },
          },
        },
      ]
    : [];
};

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

/** What may be done about what runs, and does not go on running. */
export const runtimeRemedies: Remedies = {
  ...probeRemedies(),
  'out-of-memory': all(
    rollBack(/^(?:resources .*\.memory|image .*)$/),
    moreMemory,
  ),
  'memory-near-limit': all(
    restart(
      'Its pods begin with little memory again, one after the other, which gives time to find out why it grows.',
    ),
    moreMemory,
  ),
  'application-crash': all(
    rollBackBadRelease(),
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
    byHand(
      context =>
        `Let the command of container ${quotedIn(
          context,
        )} run on, or make ${workload(context)} a Job`,
      () => 'It ends without an error, and is started again and again.',
    ),
  ),
  'connections-exhausted': byHand(
    context =>
      `Let what ${workload(
        context,
      )} connects to take more connections, or let it and others open fewer (the size of their pools)`,
    () => 'A server takes only so many at a time.',
  ),
  'disk-full': byHand(
    context =>
      `Free space on the disk that ${workload(
        context,
      )} writes to, or make its volume larger`,
    () => 'It ends because it cannot write.',
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
  'dependency-unreachable': byHand(
    context =>
      `Bring back what ${workload(
        context,
      )} cannot reach, or correct its address`,
    () => 'Its log names what it tried.',
  ),
  'scaled-to-zero': all(
    scaleUp,
    byHand(
      context =>
        `Scale ${workload(
          context,
        )} up, or take it out of the configuration of those who call it`,
      () => 'Those who call it get no answer.',
    ),
  ),
  'container-flapping': all(
    rollBackBadRelease(),
    byHand(
      context => `Read why container ${quotedIn(context)} ended the last times`,
      context => `${workload(context)} runs, and is started again and again.`,
      'nothing',
    ),
  ),
  'pod-evicted': byHand(
    context =>
      `Give ${workload(
        context,
      )} requests that tell how much it needs, and look at what the node was short of`,
    () => 'A node puts out first what uses more than it has requested.',
  ),
  'termination-stuck': byHand(
    context => {
      const waitsFor = /: it waits for (.{1,200})\.$/.exec(
        context.finding.message,
      )?.[1];
      const node = /on node '([^']{1,253})'/.exec(context.finding.message)?.[1];
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
  'job-failed': byHand(
    context =>
      `Read why the last pod of ${workload(
        context,
      )} failed, and run it again when that is mended`,
    () => 'A Job that has given up does not try again.',
  ),
  'job-suspended': byHand(
    context =>
      `Let ${workload(
        context,
      )} go on (\`spec.suspend: false\`), if whoever suspended it is done`,
    () => 'Nothing of it runs meanwhile.',
  ),
  'cron-job-suspended': byHand(
    context =>
      `Let ${workload(
        context,
      )} start again (\`spec.suspend: false\`), if whoever suspended it is done`,
    () => 'It does not start meanwhile.',
  ),
  'cron-schedule-invalid': byHand(
    context => `Correct the schedule or the time zone of ${workload(context)}`,
    () => 'Nobody understands it, so it never starts.',
  ),
  'cron-schedule-missed': byHand(
    context =>
      `Run ${workload(
        context,
      )} by hand if what it missed matters, and look at whether its last run still holds it up`,
    () => 'What was missed is not made up for.',
  ),
  'cron-deadline-too-short': byHand(
    context =>
      `Raise \`startingDeadlineSeconds\` of ${workload(
        context,
      )} to more than 10, or leave it out`,
    () =>
      'Kubernetes looks every 10 seconds, and calls late what is later than that.',
  ),
  'autoscaler-target-missing': byHand(
    context =>
      `Bring back ${quotedIn(context)}, or delete ${workload(context)}${whereIs(
        context.finding.object,
      )}`,
    () => 'It has nothing to scale.',
  ),
  'autoscaler-requests-missing': byHand(
    context => {
      const [, container, resource] =
        /container '([^']{1,63})' requests no (\S{1,63})\./i.exec(
          context.finding.evidence.map(({ message }) => message).join('\n'),
        ) ?? [];
      return `Let container ${container ?? 'of its target'} request ${
        resource ?? 'what it is scaled by'
      }`;
    },
    context =>
      `${workload(context)} scales by use in relation to what is requested.`,
  ),
  'autoscaler-metrics-unavailable': byHand(
    context =>
      `Look at the source of metrics that ${workload(
        context,
      )} asks: metrics-server, or the adapter of custom metrics`,
    () => 'It does not scale without metrics.',
    'nothing',
  ),
  'autoscaler-at-maximum': all(
    raiseMaximum,
    byHand(
      context =>
        `Raise \`maxReplicas\` of ${workload(
          context,
        )}, or find out why there is so much to do`,
      () => 'It would scale further if it might.',
    ),
  ),
  'cpu-overload': byHand(
    context => `Give ${workload(context)} more replicas or a higher CPU limit`,
    () => 'It wants more CPU than it may have.',
  ),
  'cpu-at-limit': byHand(
    context =>
      `Raise the CPU limit of ${workload(context)}, or give it more replicas`,
    () => 'It uses all the CPU that it may, and may be slower for that.',
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
