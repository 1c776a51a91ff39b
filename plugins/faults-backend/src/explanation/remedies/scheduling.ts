import { conditionOf } from '../../kubernetes/conditions';
import { asText } from '../../kubernetes/asText';
import { podShown } from './pods';
import { rollBack } from './rollBack';
import {
  all,
  byHand,
  inShort,
  type Remedies,
  type Remedy,
  type RemedyContext,
} from './Remedy';

const MOST_NODES = 3;
const workload = ({ finding }: RemedyContext) => inShort(finding.object);
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

/** What may be done about pods that get no node. */
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
