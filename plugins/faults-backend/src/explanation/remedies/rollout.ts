import { asText } from '../../kubernetes/asText';
import { podShown, podsAtFault, removePod } from './pods';
import { isReady } from '../../topology';
import { rollBackBadRelease } from './rollBack';
import {
  all,
  byHand,
  inShort,
  type Remedies,
  type Remedy,
  type RemedyContext,
} from './Remedy';

const workload = ({ finding }: RemedyContext) => inShort(finding.object);

const resume: Remedy = ({ finding }) =>
  finding.object.kind === 'Deployment'
    ? [
        {
          title: `Resume the roll-out of ${finding.object.name}`,
          why: 'Then what was changed meanwhile reaches its pods; ask whoever paused it whether they are done.',
          operation: { id: 'kubernetes.resume', target: finding.object },
        },
      ]
    : [];

/** Of a StatefulSet: the pod of the old version that is not replaced as long as it is not ready. */
const deleteOldPod: Remedy = context => {
  const { finding } = context;
  const pod = finding.object.kind === 'StatefulSet' && podShown(context);
  return pod && !isReady(pod) && !pod.metadata?.deletionTimestamp
    ? [
        removePod(
          context,
          'kubernetes.delete-pod',
          asText(pod.metadata?.name),
          'Its StatefulSet makes it anew from the present template, which it does not do while the old one is there.',
        ),
      ]
    : [];
};

/** Of a Deployment: the pod that holds what the new one waits for. */
const evictHolder: Remedy = context => {
  const { finding } = context;
  const name = /that pod '([^']{1,253})' of the old version holds/.exec(
    finding.message,
  )?.[1];
  return finding.object.kind === 'Deployment' &&
    name &&
    podsAtFault(context).some(({ metadata }) => metadata?.name === name)
    ? [
        removePod(
          context,
          'kubernetes.evict-pod',
          name,
          'The new pod gets the volume that it holds. Nothing serves until then.',
        ),
      ]
    : [];
};

const notGettingReady: Remedy = all(
  rollBackBadRelease(),
  byHand(
    context =>
      `Find out why the new pods of ${workload(
        context,
      )} do not get ready, beginning with the log of one of them`,
    () => 'The roll-out goes on by itself when they do.',
    'nothing',
  ),
);

/** What may be done about releases that do not arrive. */
export const rolloutRemedies: Remedies = {
  'rollout-deadline-exceeded': notGettingReady,
  'rollout-stuck': notGettingReady,
  'rollout-deadlocked': all(
    deleteOldPod,
    evictHolder,
    byHand(
      context =>
        `Let the roll-out of ${workload(
          context,
        )} take a pod away first: \`maxUnavailable: 1\`, or the strategy \`Recreate\``,
      () => 'The old pod and the new one wait for each other.',
    ),
  ),
  'rollout-paused': all(
    resume,
    byHand(
      context =>
        `Resume the roll-out of ${workload(
          context,
        )}, if whoever paused it is done`,
      () => 'Changes of it have no effect meanwhile.',
    ),
  ),
  'disruption-budget-allows-nothing': byHand(
    context =>
      `Let ${workload(
        context,
      )} allow a disruption: a lower \`minAvailable\`, or more replicas`,
    () => 'Otherwise the nodes of its pods can never be drained.',
  ),
  'disruption-budget-selects-nothing': byHand(
    context => `Correct the selector of ${workload(context)}, or delete it`,
    () => 'It protects nothing as it is.',
  ),
};
