import type {
  KubernetesObject,
  ObjectOf,
  ObjectStore,
} from '@groundcrew/plugin-clusters-node';
import {
  createDetector,
  type FaultType,
  type FindingDraft,
} from '@groundcrew/plugin-faults-node';
import { asText } from '../../kubernetes/asText';
import {
  configurationReferences,
  hasKey,
  type ConfigurationReference,
} from '../../kubernetes/configurationReferences';
import { containersOf, waitingReason } from '../../kubernetes/containers';
import { eventsAbout, wordsOf } from '../../kubernetes/events';
import { saidBy, seenIn } from '../../kubernetes/evidence';
import { refOf, templateOf, workloadOf } from '../../topology';

const faults: FaultType[] = [
  {
    id: 'config-map-missing',
    category: 'configuration',
    title: 'A ConfigMap that it needs does not exist',
  },
  {
    id: 'secret-missing',
    category: 'configuration',
    title: 'A Secret that it needs does not exist',
  },
  {
    id: 'config-key-missing',
    category: 'configuration',
    title: 'A ConfigMap or Secret lacks a key that it needs',
  },
];

const NOT_STARTED = new Set([
  'CreateContainerConfigError',
  'ContainerCreating',
  'PodInitializing',
]);
/** `couldn't find key LOG_LEVEL in ConfigMap shop/checkout-flags`; of a volume: `references non-existent secret key: tls.crt` */
const KEY_ABSENT =
  /couldn't find key (\S{1,253}) in (ConfigMap|Secret) (\S{1,320})|references non-existent (config|secret) key: (\S{1,253})/i;

/**
 * A container cannot start because configuration that it needs is not there; or a workload's next one could not, though what
 * runs goes on.
 */
export const missingConfiguration = createDetector({
  id: 'missing-configuration',
  title: 'Containers that wait for configuration that is not there',
  faults,
  subjects: ['Pod', 'Deployment', 'StatefulSet', 'DaemonSet', 'CronJob'],

  detect: (subject, { store }) =>
    subject.kind === 'Pod'
      ? findingsOfPod(subject as ObjectOf<'Pod'>, store)
      : findingsOfTemplate(subject, store),
});

function* findingsOfTemplate(
  workload: KubernetesObject,
  store: ObjectStore,
): Iterable<FindingDraft> {
  const references = configurationReferences(templateOf(workload).spec);
  for (const { finding } of missingIn(store, workload, references)) {
    yield { ...finding, object: refOf(workload), confidence: 0.5 };
  }
}

function* findingsOfPod(
  pod: ObjectOf<'Pod'>,
  store: ObjectStore,
): Iterable<FindingDraft> {
  const waiting = containersOf(pod).filter(container =>
    NOT_STARTED.has(waitingReason(container)),
  );
  if (waiting.length === 0 || !pod.spec?.nodeName) {
    return;
  }
  const events = eventsAbout(store, pod, 'FailedMount', 'Failed');
  const said = [
    ...waiting.map(({ status }) => asText(status?.state?.waiting?.message)),
    wordsOf(events),
  ].join('\n');
  const object = refOf(workloadOf(store, pod));
  const missing = missingIn(store, pod, configurationReferences(pod.spec));
  for (const { finding, reference } of missing) {
    const telling = events.filter(({ message }) =>
      asText(message).includes(reference.name),
    );
    yield {
      ...finding,
      object,
      // The kubelet confirms it; until then the pod may just have come before it.
      confidence: said.includes(reference.name) ? 0.96 : 0.86,
      evidence: [
        ...finding.evidence,
        ...telling.slice(-1).map(event => saidBy(event, pod)),
      ],
    };
  }
  // Which keys a Secret has is known to the kubelet alone.
  const secretKey = missing.length === 0 ? KEY_ABSENT.exec(said) : undefined;
  if (secretKey) {
    const [words, key = secretKey[5]] = secretKey;
    yield {
      fault: 'config-key-missing',
      object,
      message: `The key '${key}' is not in the ConfigMap or Secret that should hold it.`,
      confidence: 0.94,
      evidence: [seenIn(pod, 'status.containerStatuses', words)],
    };
  }
}

/** Configuration that is not there, and what is to be said of it. */
interface Missing {
  reference: ConfigurationReference;
  finding: Omit<FindingDraft, 'object' | 'confidence'>;
}

function missingIn(
  store: ObjectStore,
  subject: KubernetesObject,
  references: ConfigurationReference[],
): Missing[] {
  const namespace = subject.metadata?.namespace;
  const seen = new Set<string>();
  return references.flatMap((reference): Missing[] => {
    const { field, key, kind, name } = reference;
    const isThere = store.has(kind, { namespace, name });
    const configMap =
      isThere && key && kind === 'ConfigMap'
        ? store.get('ConfigMap', { namespace, name })
        : undefined;
    const lacksKey = configMap && key && !hasKey(configMap, key);
    const what = `${kind}/${name}/${isThere ? key : ''}`;
    if ((isThere && !lacksKey) || seen.has(what)) {
      return [];
    }
    seen.add(what);
    const message = isThere
      ? `The ConfigMap '${name}' has no key '${key}'.`
      : `The ${kind} '${name}' does not exist.`;
    const absent =
      kind === 'ConfigMap' ? 'config-map-missing' : 'secret-missing';
    return [
      {
        reference,
        finding: {
          fault: isThere ? 'config-key-missing' : absent,
          message,
          evidence: [
            seenIn(subject, field, `It needs ${describe(reference)}.`),
            {
              source: 'object',
              message,
              object: { kind, namespace, name },
            },
          ],
        },
      },
    ];
  });
}

function describe({ key, kind, name }: ConfigurationReference): string {
  return key ? `key '${key}' of ${kind} '${name}'` : `${kind} '${name}'`;
}
