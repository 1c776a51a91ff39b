import type { ObjectOf, ObjectStore } from '@groundcrew/plugin-clusters-node';
import {
  createDetector,
  type FindingDraft,
} from '@groundcrew/plugin-faults-node';
import { asList } from '../../kubernetes/asList';
import { asText } from '../../kubernetes/asText';
import {
  containersIn,
  containersOf,
  waitingReason,
  type PodContainer,
} from '../../kubernetes/containers';
import { eventsAbout, wordsOf } from '../../kubernetes/events';
import { saidBy, seenIn } from '../../kubernetes/evidence';
import { isReady, refOf, workloadOf } from '../../topology';
import { judgePull } from './judgePull';

const PULL_FAILED = new Set([
  'ErrImagePull',
  'ImagePullBackOff',
  'ImageInspectError',
  'RegistryUnavailable',
  'SignatureValidationFailed',
  'InvalidImageName',
  'ErrImageNeverPull',
]);

/** A container cannot start because its image does not arrive. By the step of the pull that failed. */
export const imagePull = createDetector({
  id: 'image-pull',
  title: 'Images that cannot be pulled',
  faults: [
    {
      id: 'image-registry-unresolvable',
      category: 'startup',
      title: 'The host name of the registry does not resolve',
    },
    {
      id: 'image-registry-unreachable',
      category: 'startup',
      title: 'The registry cannot be reached',
    },
    {
      id: 'image-pull-unauthorized',
      category: 'startup',
      title: 'The registry refuses to hand out the image',
    },
    {
      id: 'image-not-found',
      category: 'startup',
      title: 'The image does not exist',
    },
    {
      id: 'image-name-invalid',
      category: 'startup',
      title: 'The name of the image is malformed',
    },
    {
      id: 'image-never-pulled',
      category: 'startup',
      title: 'The image is not on the node and must not be pulled',
    },
    {
      id: 'image-pull-failed',
      category: 'startup',
      title: 'The image cannot be pulled',
    },
  ],
  subjects: ['Pod'],

  *detect(pod, { store }) {
    for (const container of containersOf(pod)) {
      if (PULL_FAILED.has(waitingReason(container))) {
        yield* detectIn(pod, container, store);
      }
    }
  },
});

function* detectIn(
  pod: ObjectOf<'Pod'>,
  container: PodContainer,
  store: ObjectStore,
): Iterable<FindingDraft> {
  const image =
    asText(container.spec.image) || asText(container.status?.image) || '?';
  const events = eventsAbout(
    store,
    pod,
    'Failed',
    'InspectFailed',
    'ErrImageNeverPull',
  ).filter(({ message }) => asText(message).includes(image));
  const said = asText(container.status?.state?.waiting?.message);
  const secrets = pullSecretsOf(store, pod);
  const absent = secrets.filter(
    name => !store.has('Secret', { namespace: pod.metadata?.namespace, name }),
  );
  const evidence = [
    seenIn(pod, `${container.path}.image`, `The image is '${image}'.`),
    ...(said
      ? [
          seenIn(
            pod,
            `status.containerStatuses[${container.name}].state.waiting`,
            said,
          ),
        ]
      : []),
    ...events.slice(-1).map(event => saidBy(event, pod)),
    ...absent.map(name =>
      seenIn(
        pod,
        'spec.imagePullSecrets',
        `The Secret '${name}' with credentials for a registry does not exist.`,
      ),
    ),
  ];
  const judgements = judgePull({
    image,
    reason: waitingReason(container),
    said: `${said}\n${wordsOf(events)}`,
    pullSecrets: secrets,
    absentSecrets: absent,
    isRepositoryKnown: () => isRepositoryKnown(store, pod, image),
  });
  for (const judgement of judgements) {
    yield { ...judgement, object: refOf(workloadOf(store, pod)), evidence };
  }
}

/** Names of the Secrets with which images of a pod are pulled: its own, and those of its ServiceAccount. */
function pullSecretsOf(store: ObjectStore, pod: ObjectOf<'Pod'>): string[] {
  const account = store.get('ServiceAccount', {
    namespace: pod.metadata?.namespace,
    name: pod.spec?.serviceAccountName ?? 'default',
  });
  const references = [
    ...asList(pod.spec?.imagePullSecrets),
    ...asList(account?.imagePullSecrets),
  ];
  return [...new Set(references.flatMap(({ name }) => (name ? [name] : [])))];
}

/** Whether a pod that is ready runs another version of the image: the registry gives it to this cluster, then. */
function isRepositoryKnown(
  store: ObjectStore,
  { metadata }: ObjectOf<'Pod'>,
  image: string,
): boolean {
  return store
    .list('Pod', { namespace: metadata?.namespace })
    .some(
      other =>
        isReady(other) &&
        containersIn(other.spec).some(
          ({ spec }) =>
            repositoryOf(asText(spec.image)) === repositoryOf(image),
        ),
    );
}

function repositoryOf(image: string): string {
  const [name] = image.split('@');
  const colon = name.lastIndexOf(':');
  return colon > name.lastIndexOf('/') ? name.slice(0, colon) : name;
}
