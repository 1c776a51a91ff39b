import { rollBack, rollBackBadRelease } from './rollBack';
import {
  all,
  byHand,
  evidenceOf,
  inShort,
  whereIs,
  type Remedies,
  type Remedy,
  type RemedyContext,
} from './Remedy';

const workload = ({ finding }: RemedyContext) => inShort(finding.object);

/** Of a quota, whatever it counts. */
const moreRoom = (freeing: string): Remedy =>
  byHand(
    context => {
      const quota = evidenceOf(context, 'ResourceQuota');
      const resource = context.finding.evidence
        .map(({ field = '' }) => /^status\.used\.(.+)$/.exec(field)?.[1])
        .find(Boolean);
      return quota
        ? `Raise ${resource ?? 'what is used up'} of ResourceQuota ${
            quota.name
          }${whereIs(quota)}, or ${freeing}`
        : `Raise the quota of namespace ${context.finding.object.name}, or ${freeing}`;
    },
    () =>
      'The API server refuses what would exceed it; controllers try again by themselves.',
    'nothing',
  );

const amendTemplate = (
  title: (context: RemedyContext) => string,
  why: (context: RemedyContext) => string,
): Remedy => all(rollBackBadRelease(), byHand(title, why));

/** What may be done about what the cluster does not let in. */
export const admissionRemedies: Remedies = {
  'service-account-missing': all(
    byHand(
      context => {
        const { evidence, object } = context.finding;
        const name = evidence.find(({ field }) =>
          field?.endsWith('serviceAccountName'),
        )?.message;
        return `Create ServiceAccount ${
          name ?? 'that its template names'
        }${whereIs(object)}, or name another one in the template`;
      },
      context => `${workload(context)} gets no pods before it exists.`,
    ),
    rollBack(/^pod-field serviceAccountName$/),
  ),
  'quota-cpu-exceeded': moreRoom(
    'lower the CPU requests or limits of what runs there',
  ),
  'quota-memory-exceeded': moreRoom(
    'lower the memory requests or limits of what runs there',
  ),
  'quota-pods-exceeded': moreRoom('scale down what is not needed there'),
  'quota-services-exceeded': moreRoom('delete Services that nobody uses'),
  'quota-storage-exceeded': moreRoom('delete claims that nobody uses'),
  'quota-objects-exceeded': moreRoom('delete what nobody uses'),
  'quota-forbids-rollout': byHand(
    context => {
      const quota = evidenceOf(context, 'ResourceQuota');
      return `Raise ${
        quota ? `ResourceQuota ${quota.name}` : 'the quota'
      } by one pod of ${workload(
        context,
      )}, or let a roll-out begin with a pod less (\`maxUnavailable\`)`;
    },
    () => 'Otherwise its next roll-out stands still.',
  ),
  'admission-webhook-unavailable': byHand(
    () =>
      'Bring the webhook back that the API server names, or let it fail open (`failurePolicy: Ignore`) until it is back',
    context =>
      `No pod of ${workload(context)} is let in while it does not answer.`,
    'nothing',
  ),
  'webhook-service-missing': byHand(
    context =>
      `Bring back the Service that ${workload(
        context,
      )} asks, or delete the webhook if nothing is to answer it any more`,
    () =>
      'The API server refuses what it is asked about and gets no answer to.',
  ),
  'webhook-service-unready': byHand(
    context => {
      const service = evidenceOf(context, 'Service');
      return `Find out why nothing answers behind ${
        service
          ? `${inShort(service)}${whereIs(service)}`
          : `the Service of ${workload(context)}`
      }, or let the webhook fail open (\`failurePolicy: Ignore\`) until it does`;
    },
    () =>
      'The API server refuses what it is asked about and gets no answer to.',
  ),
  'pod-security-violated': amendTemplate(
    context =>
      `Give the template of ${workload(
        context,
      )} the security context that its namespace asks for`,
    () =>
      'The API server says which of its settings violate the Pod Security level.',
  ),
  'limit-range-violated': amendTemplate(
    context =>
      `Bring the requests and limits of ${workload(
        context,
      )} within the LimitRange${whereIs(context.finding.object)}`,
    () => 'The API server says which amount is outside of it.',
  ),
  'quota-needs-amounts': amendTemplate(
    context =>
      `State requests and limits in the template of ${workload(
        context,
      )}, or give the namespace a LimitRange with defaults`,
    () => 'A quota can only count what pods state.',
  ),
  'priority-class-missing': amendTemplate(
    context =>
      `Create the PriorityClass that ${workload(
        context,
      )} names, or name another one in its template`,
    () => 'Pods that name one that does not exist are refused.',
  ),
  'runtime-class-missing': amendTemplate(
    context =>
      `Create the RuntimeClass that ${workload(
        context,
      )} names, or name another one in its template`,
    () => 'Pods that name one that does not exist are refused.',
  ),
  'admission-denied': amendTemplate(
    context =>
      `Change what the policy objects to in the template of ${workload(
        context,
      )}`,
    () => 'The answer of the policy, in the evidence, says what that is.',
  ),
  'pod-template-invalid': amendTemplate(
    context =>
      `Mend the field of the template of ${workload(
        context,
      )} that the API server calls invalid`,
    () => 'No pod can be made from it as it is.',
  ),
};
