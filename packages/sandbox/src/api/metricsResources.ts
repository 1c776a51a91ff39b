import { timestamp } from '../clock';
import { ApiError } from './ApiError';
import { isSelected, selectionOf } from './lists';
import { ObjectStore } from './ObjectStore';
import { KubeObject } from './objects';
import { RequestTarget } from './requestTarget';
import { Nodes, Pods, ResourceType } from './resources';

export interface ContainerUsage {
  name: string;
  cpuCores: number;
  memoryBytes: number;
}

/** What the metrics of a cluster are made from. */
export interface UsageSource {
  /** Undefined for a pod that does not run. */
  containers(pod: KubeObject): ContainerUsage[] | undefined;
  node(node: KubeObject): Omit<ContainerUsage, 'name'> | undefined;
}

const SAMPLE_SECONDS = 15;

/** What metrics.k8s.io answers to a list or a get. */
export function metricsAnswer(
  store: ObjectStore,
  usage: UsageSource,
  target: RequestTarget,
  query: URLSearchParams,
  now: number,
): object {
  const ofNodes = target.plural === 'nodes';
  if (!ofNodes && target.plural !== 'pods') throw ApiError.noSuchResource();
  const type: ResourceType = ofNodes ? Nodes : Pods;
  const kind = ofNodes ? 'NodeMetrics' : 'PodMetrics';
  const sampledAt = Math.floor(now / 1000 / SAMPLE_SECONDS) * SAMPLE_SECONDS;
  const metricsOf = (object: KubeObject): object[] => {
    const figures = ofNodes
      ? nodeFigures(usage, object)
      : podFigures(usage, object);
    if (!figures) return [];
    const { name, namespace, labels } = object.metadata;
    return [
      {
        metadata: {
          name,
          ...(namespace && { namespace }),
          creationTimestamp: timestamp(now),
          ...(labels && { labels }),
        },
        timestamp: timestamp(sampledAt * 1000),
        window: ofNodes ? '20.04s' : '15.02s',
        ...figures,
      },
    ];
  };
  const group = 'metrics.k8s.io';
  if (target.name) {
    const object = store.get(type, {
      name: target.name,
      namespace: target.namespace,
    });
    const [metrics] = object ? metricsOf(object) : [];
    if (!metrics) {
      throw ApiError.notFound({ group, plural: target.plural }, target.name);
    }
    return { kind, apiVersion: `${group}/v1beta1`, ...metrics };
  }
  const selection = selectionOf(type, query, target.namespace);
  return {
    kind: `${kind}List`,
    apiVersion: `${group}/v1beta1`,
    metadata: {},
    items: store
      .list(type)
      .filter(object => isSelected(object, selection))
      .flatMap(metricsOf),
  };
}

function nodeFigures(usage: UsageSource, node: KubeObject) {
  const used = usage.node(node);
  return used && { usage: quantities(used) };
}

function podFigures(usage: UsageSource, pod: KubeObject) {
  const used = usage.containers(pod);
  return (
    used && {
      containers: used.map(({ name, ...figures }) => ({
        name,
        usage: quantities(figures),
      })),
    }
  );
}

function quantities(used: Omit<ContainerUsage, 'name'>) {
  return {
    cpu: `${Math.round(used.cpuCores * 1e9)}n`,
    memory: `${Math.round(used.memoryBytes / 1024)}Ki`,
  };
}
