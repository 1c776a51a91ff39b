import type { KubernetesObject, Lab, LabRequest, Load } from '@groundcrew/lab';

/** Something that is done to the cluster, and what the page says then. */
export interface Change {
  request: LabRequest;
  text: string;
  /** Whether the text is there afterwards, or is no longer. */
  shown: boolean;
}

/** One kind of changes of the entity that is looked at; each comes after the one before it. */
export interface ChangeKind {
  name: string;
  /** Where in the tab it is seen: among all environments, or on the page of the workload. */
  page: 'overview' | 'workload';
  next(): Change;
}

type Pod = KubernetesObject & { metadata: { name: string } };

/** The kinds of changes that are measured, of one Deployment of the load. */
export async function changeKinds(
  lab: Lab,
  { name, namespace }: Load['deployments'][number],
): Promise<ChangeKind[]> {
  const deployment = `/apis/apps/v1/namespaces/${namespace}/deployments/${name}`;
  const pods = `/api/v1/namespaces/${namespace}/pods`;
  const { items } = await lab.client.request<{ items: Pod[] }>({
    path: `${pods}?labelSelector=${encodeURIComponent(`app=${name}`)}`,
  });
  const names = items.map(pod => pod.metadata.name);
  const replicas = items.length;
  let serial = 0;
  let ready = replicas;

  return [
    {
      name: 'image of a Deployment',
      page: 'overview',
      next: () => {
        serial += 1;
        const tag = `9.${serial}.0`;
        return {
          request: {
            method: 'PATCH',
            path: deployment,
            contentType: 'application/strategic-merge-patch+json',
            body: { spec: { template: templateWith(items[0], tag) } },
          },
          text: `:${tag}`,
          shown: true,
        };
      },
    },
    {
      name: 'ready replicas of a Deployment',
      page: 'overview',
      next: () => {
        ready = ready > 1 ? ready - 1 : replicas - 1;
        return {
          request: {
            method: 'PATCH',
            path: `${deployment}/status`,
            body: {
              status: { readyReplicas: ready, availableReplicas: ready },
            },
          },
          text: `${ready} / ${replicas} ready`,
          shown: true,
        };
      },
    },
    {
      name: 'deletion of a Pod',
      page: 'workload',
      next: () => {
        const oldest = names.shift()!;
        return {
          request: {
            method: 'DELETE',
            path: `${pods}/${oldest}?gracePeriodSeconds=0`,
          },
          text: oldest,
          shown: false,
        };
      },
    },
    {
      name: 'creation of a Pod',
      page: 'workload',
      next: () => {
        serial += 1;
        const successor = `${name}-successor-${serial}-end`;
        names.push(successor);
        return {
          request: {
            method: 'POST',
            path: pods,
            body: copyOf(items[0], successor),
          },
          text: successor,
          shown: true,
        };
      },
    },
  ];
}

function templateWith(pod: Pod, tag: string): object {
  const { containers } = pod.spec as { containers: { name: string }[] };
  const [{ name }] = containers;
  return {
    spec: { containers: [{ name, image: `registry.example.com/app:${tag}` }] },
  };
}

function copyOf({ spec, metadata }: Pod, name: string): KubernetesObject {
  const { namespace, labels, annotations, ownerReferences } = metadata;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace, labels, annotations, ownerReferences },
    spec,
  };
}
