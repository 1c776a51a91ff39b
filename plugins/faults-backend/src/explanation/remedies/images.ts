import { taggedImage } from '../../changes/facts/taggedImage';
import { asList } from '../../kubernetes/asList';
import { asText } from '../../kubernetes/asText';
import { containersIn } from '../../kubernetes/containers';
import { isReady, templateOf } from '../../topology';
import { isOwnedElsewhere, ownerOf } from './ownership';
import { rollBack } from './rollBack';
import {
  all,
  byHand,
  inShort,
  whereIs,
  type Remedies,
  type Remedy,
  type RemedyContext,
} from './Remedy';

const workload = ({ finding }: RemedyContext) => inShort(finding.object);
const IMAGE = /^image /;

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

/** What may be done about images that do not come. */
export const imageRemedies: Remedies = {
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
};
