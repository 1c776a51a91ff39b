import { taggedImage } from '../../changes/facts/taggedImage';
import { asList } from '../../kubernetes/asList';
import { containersIn } from '../../kubernetes/containers';
import { asText } from '../../kubernetes/asText';
import { isReady, templateOf } from '../../topology';
import { isOwnedElsewhere, ownerOf } from './ownership';
import { rollBack, rollBackBadRelease } from './rollBack';
import {
  all,
  byHand,
  evidenceOf,
  inShort,
  quotedIn,
  whereIs,
  type Remedies,
  type Remedy,
  type RemedyContext,
} from './Remedy';

const workload = ({ finding }: RemedyContext) => inShort(finding.object);
const IMAGE = /^image /;
const CONFIGURATION = /^(?:env|volume) /;

/** The image that the container cannot get, as the evidence quotes it. */
function imageOf({ finding }: RemedyContext): string | undefined {
  return finding.evidence
    .map(({ message }) => /^The image is '(.{1,500})'\.$/.exec(message)?.[1])
    .find(Boolean);
}

const theImage = (context: RemedyContext) =>
  imageOf(context) ?? 'the image of the template';

/** Another version of the same image, that a pod which is ready runs beside it: the registry gives that to this cluster. */
const setKnownImage: Remedy = context => {
  const { finding, object, store } = context;
  const image = imageOf(context);
  const kinds = ['Deployment', 'StatefulSet', 'DaemonSet'];
  if (
    !object ||
    !image ||
    !kinds.includes(finding.object.kind) ||
    isOwnedElsewhere(ownerOf(store, object)) ||
    rollBack(IMAGE)(context).length > 0
  ) {
    return [];
  }
  const container = containersIn(templateOf(object).spec).find(
    ({ spec }) => spec.image === image,
  )?.name;
  const known = store
    .list('Pod', { namespace: finding.object.namespace })
    .filter(isReady)
    .flatMap(pod => asList(pod.spec?.containers))
    .map(({ image: other }) => asText(other))
    .find(
      other =>
        other !== image && taggedImage(other)[0] === taggedImage(image)[0],
    );
  return container && known
    ? [
        {
          title: `Run ${known} in ${finding.object.name}`,
          why: 'A pod that is ready runs this version of it, so the registry has it.',
          operation: {
            id: 'kubernetes.set-image',
            target: finding.object,
            input: { container, image: known },
          },
        },
      ]
    : [];
};

const ofImage = (
  title: (context: RemedyContext) => string,
  why: string,
  changes?: 'nothing',
): Remedy =>
  all(
    rollBack(IMAGE),
    setKnownImage,
    byHand(title, () => why, changes),
  );

const missing = (kind: 'ConfigMap' | 'Secret'): Remedy =>
  all(
    byHand(
      context => {
        const ref = evidenceOf(context, kind);
        const name = ref?.name ?? quotedIn(context);
        return `Create ${kind} ${name}${whereIs(
          ref ?? context.finding.object,
        )}, or drop the reference to it`;
      },
      context =>
        `The containers of ${workload(context)} do not start without it.`,
    ),
    rollBack(CONFIGURATION),
  );

/** What may be done about containers that do not start. */
export const startupRemedies: Remedies = {
  'config-map-missing': missing('ConfigMap'),
  'secret-missing': missing('Secret'),
  'config-key-missing': all(
    byHand(
      context => {
        const ref =
          evidenceOf(context, 'ConfigMap') ?? evidenceOf(context, 'Secret');
        // The key is what the sentence ends with, or begins with where nobody knows in which object it should be.
        const key = ref ? quotedIn(context, 1) : quotedIn(context);
        return `Add the key ${key} to ${
          ref
            ? `${inShort(ref)}${whereIs(ref)}`
            : 'the ConfigMap or Secret that should hold it'
        }, or drop the reference to it`;
      },
      context =>
        `The containers of ${workload(context)} do not start without it.`,
    ),
    rollBack(CONFIGURATION),
  ),
  'image-not-found': ofImage(
    context =>
      `Push ${theImage(
        context,
      )}, or name a version in the template of ${workload(
        context,
      )} that exists`,
    'The registry does not have it.',
  ),
  'image-name-invalid': ofImage(
    context =>
      `Correct the name of the image in the template of ${workload(context)}`,
    'It is no name of an image, so nothing can be pulled.',
  ),
  'image-never-pulled': ofImage(
    context =>
      `Put ${theImage(context)} on the node, or let ${workload(
        context,
      )} pull it (\`imagePullPolicy: IfNotPresent\`)`,
    'Its template forbids to pull it, and it is not there.',
  ),
  'image-pull-unauthorized': all(
    byHand(
      context => {
        const secret = /Secret '([^']{1,253})'/.exec(
          context.finding.message,
        )?.[1];
        return secret
          ? `Put credentials for the registry of ${theImage(
              context,
            )} into Secret ${secret}${whereIs(context.finding.object)}`
          : `Name a Secret with credentials for the registry of ${theImage(
              context,
            )} in the template or the ServiceAccount of ${workload(context)}`;
      },
      () =>
        'The registry refuses to hand out the image; the kubelet tries again by itself.',
    ),
    rollBack(IMAGE),
  ),
  'image-registry-unresolvable': ofImage(
    context =>
      `Correct the host in the name of ${theImage(
        context,
      )}, or look at the DNS of the nodes`,
    'The host name of the registry does not resolve on the node.',
  ),
  'image-registry-unreachable': byHand(
    context =>
      `Look at whether the registry of ${theImage(
        context,
      )} is up, and can be reached from the nodes`,
    () => 'The kubelet tries again by itself.',
    'nothing',
  ),
  'image-pull-failed': ofImage(
    context =>
      `Mend what the kubelet complains of when it pulls ${theImage(context)}`,
    'Its words are in the evidence; it tries again by itself.',
  ),
  'container-command-invalid': all(
    rollBack(/^(?:command|image) /),
    byHand(
      context =>
        `Correct the command of container ${quotedIn(
          context,
        )} in the template of ${workload(context)}`,
      () => 'The image has no such program, or it cannot be executed.',
    ),
  ),
  'container-start-failed': all(
    rollBackBadRelease(),
    byHand(
      context =>
        `Mend what the container runtime complains of when it starts container ${quotedIn(
          context,
        )}`,
      () => 'Its words are in the evidence.',
    ),
  ),
  'lifecycle-hook-failed': all(
    rollBack(/\/lifecycle$|^image /),
    byHand(
      context =>
        `Correct the postStart hook of container ${quotedIn(
          context,
        )} in the template of ${workload(context)}`,
      () => 'A container whose hook fails is ended and started again.',
    ),
  ),
  'volume-permission-denied': all(
    rollBack(/securityContext$|^volume /),
    byHand(
      context =>
        `Let ${workload(
          context,
        )} use the files of its volume: \`fsGroup\` or \`runAsUser\` of its security context`,
      () => 'The user that it runs as may not.',
    ),
  ),
  'file-system-read-only': all(
    rollBack(/securityContext$|volumeMounts$|^volume /),
    byHand(
      context =>
        `Mount a volume where ${workload(
          context,
        )} writes, or let it write (\`readOnlyRootFilesystem\`, \`readOnly\`)`,
      () => 'It ends because it cannot.',
    ),
  ),
  'port-in-use': all(
    rollBack(/^(?:container-ports|env|command) |hostNetwork$/),
    byHand(
      context =>
        `Let ${workload(
          context,
        )} listen on another port, or end what listens there`,
      () =>
        'Two containers of a pod, or pods in the network of a node, cannot have the same port.',
    ),
  ),
  'credentials-rejected': all(
    byHand(
      context =>
        `Put the credentials that ${workload(
          context,
        )} signs in with in order, in its Secret or where they are checked`,
      () => 'What it calls rejects them, in the words of its log.',
    ),
    rollBack(CONFIGURATION),
  ),
};
