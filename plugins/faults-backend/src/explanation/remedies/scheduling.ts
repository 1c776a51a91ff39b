import { isReady } from '../../topology';
import { conditionOf } from '../../kubernetes/conditions';
import { asText } from '../../kubernetes/asText';
import { podShown } from './pods';
import { rollBack } from './rollBack';
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

const MOST_NODES = 3;
const workload = ({ finding }: RemedyContext) => inShort(finding.object);
/** The claim that it is about; of what is wrong with a workload, the one that is explained. */
const claim = ({ finding }: RemedyContext) =>
  [finding.object, ...finding.explains].find(
    ({ kind }) => kind === 'PersistentVolumeClaim',
  );
const theClaim = (context: RemedyContext) => {
  const ref = claim(context);
  return ref ? `claim ${ref.name}${whereIs(ref)}` : 'the claim';
};

/** Lets pods come to nodes that are well but for that. */
const uncordon: Remedy = ({ finding, store }) =>
  store
    .list('Node')
    .filter(
      node =>
        node.spec?.unschedulable === true &&
        conditionOf(node, 'Ready')?.status === 'True',
    )
    .slice(0, MOST_NODES)
    .map(({ metadata: { name = '' } = {} }) => ({
      title: `Uncordon ${name}`,
      why: `${name} is ready, and takes no pods only because it is cordoned; ask whoever did it whether they are done.`,
      operation: {
        id: 'kubernetes.uncordon',
        target: { cluster: finding.object.cluster, kind: 'Node', name },
      },
    }));

const onTemplate = (
  aspects: RegExp,
  title: (context: RemedyContext) => string,
  why: string,
): Remedy =>
  all(
    rollBack(aspects),
    byHand(title, () => why),
  );

const ofClaim = (
  title: (context: RemedyContext) => string,
  why: (context: RemedyContext) => string,
): Remedy => byHand(title, why);

/** What may be done about pods that get no node, and claims that get no volume. */
export const schedulingRemedies: Remedies = {
  'node-selector-unsatisfiable': onTemplate(
    /^pod-field nodeSelector$/,
    context =>
      `Label a node as \`nodeSelector\` of ${workload(
        context,
      )} asks for, or change what it asks for`,
    'The scheduler puts its pods only on nodes with all of these labels.',
  ),
  'node-affinity-unsatisfiable': onTemplate(
    /^pod-field affinity$/,
    context =>
      `Label a node as the required node affinity of ${workload(
        context,
      )} asks for, or change what it asks for`,
    'The scheduler puts its pods only on nodes that satisfy it.',
  ),
  'nodes-cordoned': all(
    uncordon,
    byHand(
      () =>
        'Uncordon one of the nodes when its maintenance is done, or add a node',
      context => `${workload(context)} may use no other node.`,
      'nothing',
    ),
  ),
  'taint-not-tolerated': onTemplate(
    /^pod-field tolerations$/,
    context =>
      `Take the taint off a node that ${workload(
        context,
      )} may use, or let its template tolerate it`,
    'The scheduler keeps pods away from taints that they do not tolerate.',
  ),
  'cpu-insufficient': onTemplate(
    /^resources .*\.cpu$/,
    context =>
      `Add a node with more CPU, or lower the CPU requests of ${workload(
        context,
      )} or of what runs beside it`,
    'Nodes are filled by what pods request, not by what they use.',
  ),
  'memory-insufficient': onTemplate(
    /^resources .*\.memory$/,
    context =>
      `Add a node with more memory, or lower the memory requests of ${workload(
        context,
      )} or of what runs beside it`,
    'Nodes are filled by what pods request, not by what they use.',
  ),
  'resource-insufficient': onTemplate(
    /^resources /,
    context =>
      `Add a node that has what ${workload(
        context,
      )} requests, or lower what it requests`,
    'No node has as much of it left.',
  ),
  'anti-affinity-unsatisfiable': onTemplate(
    /^pod-field affinity$/,
    context =>
      `Add a node, or prefer rather than require the anti-affinity of ${workload(
        context,
      )}`,
    'Every node that it may use has a pod that it must not be beside.',
  ),
  'pod-affinity-unsatisfiable': onTemplate(
    /^pod-field affinity$/,
    context =>
      `Bring the pods back that ${workload(
        context,
      )} must be near to, or prefer rather than require the affinity`,
    'It may only be where they are.',
  ),
  'host-port-taken': onTemplate(
    /^container-ports |hostNetwork/,
    context =>
      `Take the host port out of the template of ${workload(
        context,
      )} and put a Service before it, or scale it to the number of nodes`,
    'A port of a node can be taken only once.',
  ),
  'topology-spread-unsatisfiable': onTemplate(
    /^pod-field topologySpreadConstraints$/,
    context =>
      `Add a node in the zone that has too few, or let ${workload(
        context,
      )} be scheduled anyway (\`whenUnsatisfiable: ScheduleAnyway\`)`,
    'Every place that is left would make the spread uneven.',
  ),
  'volume-out-of-reach': byHand(
    context =>
      `Make room for ${workload(
        context,
      )} on the nodes that reach its volume, or move what the volume holds`,
    () => 'A volume can be used only from where it is.',
    'nothing',
  ),
  'scheduling-gated': byHand(
    context =>
      `Open the scheduling gates of ${workload(
        context,
      )}, or look at the controller that should`,
    () => 'A pod is not looked at before all of its gates are taken away.',
    'nothing',
  ),
  'claim-missing': all(
    ofClaim(
      context => `Create ${theClaim(context)}, or mount another one`,
      context => `The pods of ${workload(context)} wait for it.`,
    ),
    rollBack(/^volume /),
  ),
  'claim-storage-class-mismatch': ofClaim(
    context =>
      `Make ${theClaim(
        context,
      )} anew with the storage class of the volume, or a volume of its class`,
    () => 'The storage class of a claim cannot be changed later.',
  ),
  'claim-access-mode-mismatch': ofClaim(
    context =>
      `Make ${theClaim(
        context,
      )} anew with an access mode that the volume offers, or a volume that offers it`,
    () => 'A claim gets only a volume that offers all that it asks for.',
  ),
  'claim-selector-mismatch': ofClaim(
    context =>
      `Label a volume as the selector of ${theClaim(
        context,
      )} asks for, or make the claim anew without`,
    () => 'A claim gets only a volume that its selector matches.',
  ),
  'claim-capacity-mismatch': ofClaim(
    context =>
      `Provide a larger volume, or make ${theClaim(context)} anew and smaller`,
    () => 'A claim gets only a volume that is at least as large.',
  ),
  'volume-occupied': ofClaim(
    context =>
      `Provide another volume for ${theClaim(
        context,
      )}, or free the one that it means of its former claim`,
    () => 'A volume belongs to one claim, also when that is gone.',
  ),
  'no-volume': ofClaim(
    context =>
      `Provide a volume for ${theClaim(
        context,
      )}, or name a storage class that makes one`,
    () => 'Nothing makes one by itself.',
  ),
  'storage-class-missing': ofClaim(
    context => {
      const name = context.finding.evidence
        .map(({ message }) => /^asks for (\S+)$/.exec(message)?.[1])
        .find(Boolean);
      return `Create StorageClass ${
        name ?? 'that it asks for'
      }, or make ${theClaim(context)} anew with one that exists`;
    },
    () => 'Without it nothing makes a volume.',
  ),
  'provisioning-failed': byHand(
    () =>
      'Mend what the provisioner complains of, in its own words in the evidence',
    context =>
      `It tries again by itself; ${workload(context)} waits for the volume.`,
    'nothing',
  ),
  'provisioner-silent': byHand(
    context => {
      const provisioner = /^The provisioner (\S{1,253}) has/.exec(
        context.finding.message,
      )?.[1];
      return `Look at whether the provisioner ${
        provisioner ?? 'of the storage class'
      } runs in the cluster, and at its log`;
    },
    () => 'It has made no volume, and has not said why.',
    'nothing',
  ),
  'claim-lost': byHand(
    context =>
      `Restore what ${theClaim(context)} held from a backup into a new claim`,
    () => 'Its volume is gone, and does not come back by itself.',
  ),
  'volume-failed': byHand(
    ({ finding }) =>
      `Look at the storage behind ${inShort(
        finding.object,
      )}, and restore it if need be`,
    () => 'The cluster can do nothing with it any more.',
    'nothing',
  ),
  'default-storage-class-ambiguous': byHand(
    () =>
      'Leave one storage class the default, and take the annotation off the others',
    () =>
      'Otherwise the newest of them is taken, which may be none that anybody expects.',
  ),
  'provisioner-removed': byHand(
    ({ finding }) =>
      `Move to the CSI driver that has taken the place of the provisioner of ${inShort(
        finding.object,
      )}`,
    () => 'It is no part of Kubernetes any more.',
  ),
  'volume-attach-failed': all(
    holderOfVolume,
    byHand(
      () =>
        'Look at which node holds the volume still, and at the CSI driver that should attach it',
      context =>
        `${workload(
          context,
        )} starts when its volume is attached; the attempt is repeated by itself.`,
      'nothing',
    ),
  ),
  'volume-mount-failed': byHand(
    context =>
      `Mend what the kubelet complains of when it mounts a volume of ${workload(
        context,
      )}`,
    () => 'Its words are in the evidence; the attempt is repeated by itself.',
  ),
  'sandbox-creation-failed': byHand(
    context => {
      const node = asText(podShown(context)?.spec?.nodeName);
      return `Look at the network plugin and the container runtime${
        node ? ` of node ${node}` : ' of the node'
      }`;
    },
    () => 'They set up a pod before any of its containers starts.',
    'nothing',
  ),
};

/** Another pod of the same workload that is deleted and has not gone, or runs elsewhere, and holds what only one may have. */
function holderOfVolume(context: RemedyContext) {
  const holder = evidenceOf(context, 'Pod');
  const said = context.finding.evidence.some(({ message }) =>
    message.includes('Multi-Attach error'),
  );
  const name = context.finding.evidence
    .map(
      ({ message }) =>
        /already used by pod\(s\) ([a-z0-9.-]{1,253})/.exec(message)?.[1],
    )
    .find(Boolean);
  const pod =
    said && name
      ? context.store.get('Pod', { namespace: holder?.namespace, name })
      : undefined;
  return pod && !pod.metadata?.deletionTimestamp && !isReady(pod)
    ? [
        {
          title: `Evict pod ${name}`,
          why: 'It holds the volume that another node waits for, and is not ready itself.',
          operation: {
            id: 'kubernetes.evict-pod' as const,
            target: {
              cluster: context.finding.object.cluster,
              kind: 'Pod',
              namespace: holder?.namespace,
              name: name ?? '',
            },
          },
        },
      ]
    : [];
}
