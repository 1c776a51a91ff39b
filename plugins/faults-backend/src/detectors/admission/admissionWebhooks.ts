import type { ObjectOf, ObjectStore } from '@groundcrew/plugin-clusters-node';
import {
  createDetector,
  type DetectorContext,
  type EvidenceDraft,
  type FindingDraft,
} from '@groundcrew/plugin-faults-node';
import type {
  MutatingWebhook,
  ValidatingWebhook,
} from 'kubernetes-types/admissionregistration/v1';
import { asList } from '../../kubernetes/asList';
import { asText } from '../../kubernetes/asText';
import { conditionOf } from '../../kubernetes/conditions';
import { readyEndpointsOf } from '../../kubernetes/endpoints';
import { seenIn } from '../../kubernetes/evidence';
import { inWords } from '../../kubernetes/inWords';
import { POD_MAKERS, podShortage } from '../../kubernetes/podShortage';
import { MINUTE, timeOf } from '../../kubernetes/times';
import {
  podsOf,
  refOf,
  workloadOfService,
  type Workload,
} from '../../topology';

type Configuration =
  | ObjectOf<'ValidatingWebhookConfiguration'>
  | ObjectOf<'MutatingWebhookConfiguration'>;
type Webhook = ValidatingWebhook | MutatingWebhook;
type Service = ObjectOf<'Service'>;
/** The fields of `Rule`, which the types of the API leave out. */
interface Rule {
  resources?: string[];
}

/** Its Service comes after it out of the same file, and its pods may be replaced. */
const SETTLING_MS = MINUTE;
/** Of the API, where a webhook names none. */
const DEFAULT_PORT = 443;
const MOST_EXPLAINED = 50;

/** A webhook that must agree to changes of the cluster, and cannot: nothing that it is asked about is let in. */
export const admissionWebhooks = createDetector({
  id: 'admission-webhooks',
  title: 'Admission webhooks that nobody answers for',
  faults: [
    {
      id: 'webhook-service-missing',
      category: 'admission',
      title: 'The Service of the admission webhook does not exist',
    },
    {
      id: 'webhook-service-unready',
      category: 'admission',
      title: 'Nothing is ready behind the admission webhook',
    },
  ],
  subjects: ['ValidatingWebhookConfiguration', 'MutatingWebhookConfiguration'],

  *detect(configuration, context) {
    for (const [index, webhook] of asList(
      (configuration as { webhooks?: Webhook[] }).webhooks,
    ).entries()) {
      // Where it may fail, it holds up nothing.
      if (webhook.failurePolicy !== 'Ignore') {
        yield* judge(configuration, { webhook, index }, context);
      }
    }
  },
});

function* judge(
  configuration: Configuration,
  { index, webhook }: { webhook: Webhook; index: number },
  context: DetectorContext,
): Iterable<FindingDraft> {
  const { lookAgainAt, now, store } = context;
  const named = webhook.clientConfig?.service;
  const name = asText(named?.name);
  const namespace = asText(named?.namespace);
  if (!name || !namespace) {
    return;
  }
  const service = store.get('Service', { namespace, name });
  const problem = service
    ? serviceProblem(store, service, named?.port ?? DEFAULT_PORT)
    : ({ fault: 'webhook-service-missing', seen: [] } as const);
  if (!problem) {
    return;
  }
  const since = settledSince(store, configuration, service);
  if (now - since < SETTLING_MS) {
    lookAgainAt(since + SETTLING_MS);
    return;
  }
  const asked = resourcesOf(webhook);
  yield {
    fault: problem.fault,
    object: refOf(configuration),
    message: `${
      service
        ? `Nothing answers behind Service '${name}' in ${namespace}`
        : `Service '${name}' in ${namespace} does not exist`
    }, and webhook '${asText(webhook.name)}' must agree to changes of ${
      asked.length > 0 ? inWords(asked) : 'what it is asked about'
    }: the API server refuses them.`,
    confidence: 0.9,
    evidence: [
      seenIn(
        configuration,
        `webhooks[${index}]`,
        `failurePolicy is ${
          asText(webhook.failurePolicy) || 'Fail'
        }; it asks ${namespace}/${name}.`,
      ),
      ...problem.seen,
    ],
    explains: refusedBy(store, webhook, asked),
  };
}

/** What keeps requests to a port of a Service from being answered. */
function serviceProblem(
  store: ObjectStore,
  service: Service,
  port: number,
): { fault: string; seen: EvidenceDraft[] } | undefined {
  const ports = asList(service.spec?.ports).map(offer => offer.port);
  if (service.spec?.type === 'ExternalName') {
    return undefined;
  }
  if (!ports.includes(port)) {
    return {
      fault: 'webhook-service-unready',
      seen: [
        seenIn(
          service,
          'spec.ports',
          `It has port ${
            ports.join(', ') || 'none'
          }, and the webhook asks ${port}.`,
        ),
      ],
    };
  }
  return readyEndpointsOf(store, service).length > 0
    ? undefined
    : {
        fault: 'webhook-service-unready',
        seen: [seenIn(service, 'spec', 'It has no endpoint that is ready.')],
      };
}

/** Since when it has been as it is, as far as anything tells; where nothing does, for ever. */
function settledSince(
  store: ObjectStore,
  configuration: Configuration,
  service: Service | undefined,
): number {
  const workload = service && workloadOfService(store, service);
  const times = [
    configuration.metadata?.creationTimestamp,
    service?.metadata?.creationTimestamp,
    workload?.metadata?.creationTimestamp,
    workload &&
      conditionOf(workload as Workload, 'Available')?.lastTransitionTime,
    ...(workload ? podsOf(store, workload) : []).map(
      pod => conditionOf(pod, 'Ready')?.lastTransitionTime,
    ),
  ];
  return Math.max(0, ...times.map(time => timeOf(time) ?? 0));
}

function resourcesOf(webhook: Webhook): string[] {
  const resources = asList(webhook.rules as Rule[] | undefined).flatMap(rule =>
    asList(rule.resources).map(asText),
  );
  return [...new Set(resources)].filter(Boolean).slice(0, 10);
}

/** Workloads whose pods the API server refuses with the name of this webhook. */
function refusedBy(
  store: ObjectStore,
  { name }: Webhook,
  asked: readonly string[],
) {
  const isAskedAboutPods =
    asked.length === 0 ||
    asked.some(resource => ['*', '*/*', 'pods'].includes(resource));
  const words = `"${asText(name)}"`;
  return isAskedAboutPods && name
    ? POD_MAKERS.flatMap(kind => store.list(kind))
        .flatMap(maker => podShortage(store, maker) ?? [])
        .filter(({ refusal }) => refusal.includes(words))
        .slice(0, MOST_EXPLAINED)
        .map(({ workload }) => refOf(workload))
    : [];
}
