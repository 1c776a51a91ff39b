import { podShown } from './pods';
import {
  all,
  byHand,
  evidenceOf,
  inShort,
  type Remedies,
  type Remedy,
  type RemedyContext,
} from './Remedy';

const nameOf = ({ finding }: RemedyContext) => finding.object.name;

/** Keeps new pods away from a node that takes them still. */
const cordon: Remedy = ({ finding, object }) =>
  isCordoned(object)
    ? []
    : [
        {
          title: `Cordon ${finding.object.name}`,
          why: 'No new pods are put on a node that is not well.',
          operation: { id: 'kubernetes.cordon', target: finding.object },
        },
      ];

/** Brings its pods elsewhere. Of a node whose kubelet does not answer they do not go. */
const drain: Remedy = ({ finding }) => [
  {
    title: `Drain ${finding.object.name}`,
    why: 'Its pods are started again on other nodes, as disruption budgets allow.',
    operation: { id: 'kubernetes.drain', target: finding.object },
  },
];

const onNode = (
  title: (node: string) => string,
  why: (node: string) => string,
): Remedy =>
  byHand(
    context => title(nameOf(context)),
    context => why(nameOf(context)),
    'nothing',
  );

const repair = (what: string, why: string): Remedy =>
  all(
    cordon,
    drain,
    onNode(
      node => `${what} ${node}, and replace it if that does not help`,
      () => why,
    ),
  );

/** Makes its DaemonSet start another one in its place. */
const deleteProxyPod: Remedy = context => {
  const pod = podShown(context);
  const { name = '', namespace } = pod?.metadata ?? {};
  return pod && name.startsWith('kube-proxy')
    ? [
        {
          title: `Delete pod ${name}`,
          why: 'Its DaemonSet starts another one in its place, which sets up the rules anew.',
          operation: {
            id: 'kubernetes.delete-pod',
            target: {
              cluster: context.finding.object.cluster,
              kind: 'Pod',
              namespace,
              name,
            },
          },
        },
      ]
    : [];
};

/** What may be done about nodes and what runs on them for the cluster. */
export const infrastructureRemedies: Remedies = {
  'node-kubelet-unavailable': all(
    cordon,
    onNode(
      node =>
        `Look at the machine ${node}: is it up, and does its kubelet run and reach the API server?`,
      node =>
        `Nobody reports for ${node}; its pods are started elsewhere when its taint has lasted as long as they tolerate it.`,
    ),
  ),
  'node-runtime-unavailable': all(
    cordon,
    onNode(
      node => `Restart the container runtime of ${node}`,
      () => 'No container is started or ended while it does not answer.',
    ),
  ),
  'node-not-ready': all(
    cordon,
    onNode(
      node =>
        `Look at why ${node} says that it is not ready, beginning with its network plugin and its kubelet's log`,
      () => 'It takes no pods before it is ready.',
    ),
  ),
  'node-memory-pressure': all(
    cordon,
    onNode(
      node =>
        `Find what uses the memory of ${node}, and give pods requests that tell how much they need`,
      () => 'The kubelet evicts pods for as long as memory is short.',
    ),
  ),
  'node-disk-pressure': all(
    cordon,
    onNode(
      node =>
        `Free space on the disks of ${node}: images, logs and what pods write`,
      () =>
        'The kubelet removes images and evicts pods for as long as space is short.',
    ),
  ),
  'node-pid-pressure': all(
    cordon,
    onNode(
      node => `Find what starts so many processes on ${node}, and limit it`,
      () => 'Nothing can be started on a node that has no process ids left.',
    ),
  ),
  'node-network-unavailable': all(
    cordon,
    onNode(
      node => `Look at the network plugin on ${node}`,
      () => 'Pods on it have no network before that is set up.',
    ),
  ),
  'node-kernel-deadlock': repair(
    'Restart',
    'A kernel that hangs does not get well by itself.',
  ),
  'node-filesystem-read-only': repair(
    'Look at the disk of',
    'The kernel makes a file system read-only when it cannot trust the disk any more.',
  ),
  'node-kubelet-flapping': repair(
    'Read the log of the kubelet of',
    'It restarts again and again.',
  ),
  'node-runtime-flapping': repair(
    'Read the log of the container runtime of',
    'It restarts again and again.',
  ),
  'kube-proxy-unavailable': all(
    deleteProxyPod,
    onNode(
      node =>
        `Restart kube-proxy on ${node}, and read its log if that does not help`,
      node => `Services cannot be reached from ${node} without it.`,
    ),
  ),
  'node-network-loss': repair(
    'Look at the network interface and the cable or switch of',
    'Packets of it get lost, whatever runs on it.',
  ),
  'node-network-delay': repair(
    'Look at the network of',
    'Everything that runs on it answers late.',
  ),
  'scheduler-unavailable': byHand(
    context => {
      const node = evidenceOf(context, 'Node') ?? context.finding.object;
      return `Start kube-scheduler again${
        node.kind === 'Node' ? ` on ${node.name}` : ''
      }, and read its log`;
    },
    () => 'No pod gets a node while it does not work.',
    'nothing',
  ),
  'scheduler-missing': byHand(
    ({ finding }) =>
      `Start the scheduler that ${inShort(
        finding.object,
      )} asks for, or take \`schedulerName\` out of its template`,
    () =>
      'The scheduler of the cluster leaves pods alone that ask for another one.',
  ),
};

function isCordoned(object: unknown): boolean {
  return (
    (object as { spec?: { unschedulable?: unknown } } | undefined)?.spec
      ?.unschedulable === true
  );
}
