import type { ObjectOf, ObjectStore } from '@groundcrew/plugin-clusters-node';
import type { NodeComponent } from '@groundcrew/plugin-faults-node';
import { asList } from '../kubernetes/asList';
import { asText } from '../kubernetes/asText';
import { conditionOf } from '../kubernetes/conditions';
import { isReady } from '../topology';

/** Conditions that the health checkers of node-problem-detector set, and of what they tell. */
const CHECKED: readonly [condition: string, component: string][] = [
  ['KubeletUnhealthy', 'kubelet'],
  ['ContainerRuntimeUnhealthy', 'containerd'],
  ['KubeProxyUnhealthy', 'kube-proxy'],
];

/**
 * What the kubelet of a control plane runs from files, and shows as a pod of that name with the node's behind it. kube-proxy is
 * not among them: it is rolled out like any other workload, and its pods have a detector of their own.
 */
const STATIC_PODS = [
  'kube-apiserver',
  'kube-controller-manager',
  'kube-scheduler',
  'etcd',
];

/** What runs a node, as far as objects tell: conditions of node-problem-detector, and static pods. Undefined where they tell nothing. */
export function nodeComponents(
  store: ObjectStore,
  name: string,
): NodeComponent[] | undefined {
  const node = store.get('Node', { name });
  if (!node) {
    return undefined;
  }
  const components = [
    ...CHECKED.flatMap(([condition, component]) =>
      checked(node, condition, component),
    ),
    ...STATIC_PODS.flatMap(component => {
      const pod = store.get('Pod', {
        namespace: 'kube-system',
        name: `${component}-${name}`,
      });
      return pod?.spec?.nodeName === name ? [ofPod(pod, component)] : [];
    }),
  ];
  return components.length > 0 ? components : undefined;
}

function checked(
  node: ObjectOf<'Node'>,
  type: string,
  name: string,
): NodeComponent[] {
  const condition = conditionOf(node, type);
  // Unknown, or not there: nobody checks.
  return condition?.status === 'True' || condition?.status === 'False'
    ? [
        {
          name,
          isActive: condition.status === 'False',
          message: asText(condition.message) || asText(condition.reason),
        },
      ]
    : [];
}

function ofPod(pod: ObjectOf<'Pod'>, name: string): NodeComponent {
  if (isReady(pod)) {
    return { name, isActive: true };
  }
  const [status] = asList(pod.status?.containerStatuses);
  const state =
    asText(status?.state?.waiting?.reason) ||
    asText(status?.state?.terminated?.reason);
  return {
    name,
    isActive: false,
    message: `Pod ${asText(pod.metadata?.name)} is not ready${
      state ? `: ${state}` : ''
    }`,
  };
}
