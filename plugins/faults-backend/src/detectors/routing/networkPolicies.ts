import type {
  KubernetesObject,
  ObjectOf,
  ObjectStore,
} from '@groundcrew/plugin-clusters-node';
import {
  createDetector,
  type DetectorContext,
  type FindingDraft,
} from '@groundcrew/plugin-faults-node';
import { asList } from '../../kubernetes/asList';
import { seenIn } from '../../kubernetes/evidence';
import { inWords } from '../../kubernetes/inWords';
import { matchesSelector } from '../../kubernetes/matchesSelector';
import { refOf, selects, templateOf, workloadsIn } from '../../topology';

type Policy = ObjectOf<'NetworkPolicy'>;

/** A NetworkPolicy selects nothing, or lets nobody in to something that a Service offers. */
export const networkPolicies = createDetector({
  id: 'network-policies',
  title: 'Network policies that guard nothing, or shut everybody out',
  faults: [
    {
      id: 'network-policy-selects-nothing',
      category: 'routing',
      title: 'The network policy selects no pods',
    },
    {
      id: 'network-policy-denies-all',
      category: 'routing',
      title: 'Network policies let nobody in to what a Service offers',
    },
  ],
  subjects: ['NetworkPolicy'],

  *detect(policy, context) {
    const { store } = context;
    const namespace = policy.metadata?.namespace ?? '';
    const selected = workloadsIn(store, namespace).filter(workload =>
      isOn(policy, workload),
    );
    if (
      selected.length === 0 &&
      !isForEverything(policy) &&
      !store
        .list('Pod', { namespace })
        .some(({ metadata }) =>
          matchesSelector(policy.spec?.podSelector, metadata?.labels),
        )
    ) {
      yield {
        fault: 'network-policy-selects-nothing',
        object: refOf(policy),
        message: `NetworkPolicy '${policy.metadata?.name}' selects no pods: it has no effect.`,
        confidence: 0.4,
        evidence: [
          seenIn(
            policy,
            'spec.podSelector',
            JSON.stringify(policy.spec?.podSelector ?? {}),
          ),
        ],
      };
    } else if (deniesAll(policy)) {
      yield* shutOut(policy, selected, context);
    }
  },
});

function* shutOut(
  policy: Policy,
  selected: KubernetesObject[],
  { evidence, store }: DetectorContext,
): Iterable<FindingDraft> {
  const namespace = policy.metadata?.namespace ?? '';
  const offered = offeredIn(store, namespace);
  // What one policy does not allow another one may: they add up.
  const others = store
    .list('NetworkPolicy', { namespace })
    .filter(other => isAboutIngress(other) && !deniesAll(other));
  const closed = selected.filter(
    workload =>
      offered(workload).length > 0 &&
      !others.some(other => isOn(other, workload)),
  );
  if (closed.length > 0) {
    const isFelt = closed.some(workload =>
      offered(workload).some(
        ({ metadata }) =>
          evidence.connectivityOf({ namespace, name: metadata?.name ?? '' })
            ?.isConnected === false,
      ),
    );
    yield {
      fault: 'network-policy-denies-all',
      object: refOf(policy),
      message: `NetworkPolicy '${
        policy.metadata?.name
      }' lets nobody in to ${inWords(
        closed.map(({ metadata }) => `'${metadata?.name}'`),
      )}, and no other policy does.`,
      confidence: isFelt ? 0.88 : 0.55,
      explains: closed.map(refOf),
      evidence: [
        seenIn(policy, 'spec.ingress', 'It is for ingress, and has no rule.'),
      ],
    };
  }
}

function offeredIn(store: ObjectStore, namespace: string) {
  const services = store.list('Service', { namespace });
  return (workload: KubernetesObject) =>
    services.filter(service =>
      selects(service, templateOf(workload).metadata?.labels),
    );
}

function isOn({ spec }: Policy, workload: KubernetesObject): boolean {
  return matchesSelector(
    spec?.podSelector,
    templateOf(workload).metadata?.labels,
  );
}

function isForEverything({ spec }: Policy): boolean {
  const { matchExpressions, matchLabels } = spec?.podSelector ?? {};
  return (
    asList(matchExpressions).length === 0 &&
    Object.keys(matchLabels ?? {}).length === 0
  );
}

function isAboutIngress({ spec }: Policy): boolean {
  const types = asList(spec?.policyTypes);
  return types.length === 0 || types.includes('Ingress');
}

function deniesAll(policy: Policy): boolean {
  return isAboutIngress(policy) && asList(policy.spec?.ingress).length === 0;
}
