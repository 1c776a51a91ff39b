import { timestamp } from '../clock';
import { NewObject } from '../api/objects';
import { healthyCondition } from '../kubelet/nodeConditions';
import { Environment, shopNamespaces } from './components';

const NODES = {
  dev: { count: 2, cpu: '4', memory: '8Gi', type: 'small-4' },
  staging: { count: 2, cpu: '4', memory: '16Gi', type: 'medium-4' },
  prod: { count: 3, cpu: '8', memory: '32Gi', type: 'large-8' },
};

/** Nodes, namespaces and what belongs to the cluster itself. */
export function clusterManifests(
  environment: Environment,
  now: number,
): NewObject[] {
  return [
    {
      apiVersion: 'storage.k8s.io/v1',
      kind: 'StorageClass',
      metadata: {
        name: 'standard',
        annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' },
      },
      provisioner: 'sandbox.groundcrew.io/volumes',
      reclaimPolicy: 'Delete',
      volumeBindingMode: 'Immediate',
      allowVolumeExpansion: true,
    },
    ...['default', 'kube-system', 'kube-public', 'argocd'].map(name => ({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name },
    })),
    ...shopNamespaces.map(({ name, owner }) => ({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: {
        name,
        labels: {
          'app.kubernetes.io/part-of': 'shop',
          'groundcrew.io/environment': environment,
        },
        annotations: { 'groundcrew.io/owner': owner },
      },
    })),
    ...nodes(environment, now),
    ...systemWorkloads(environment),
    ...shopNamespaces.map(({ name }) => ({
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: { name: 'team-quota', namespace: name },
      spec: {
        hard: { pods: '40', 'requests.cpu': '8', 'requests.memory': '24Gi' },
      },
    })),
    applicationDefinition(),
  ];
}

function nodes(environment: Environment, now: number): NewObject[] {
  const { count, cpu, memory, type } = NODES[environment];
  const since = timestamp(now);
  return Array.from({ length: count }, (_, index) => {
    const name = `${environment}-node-${index + 1}`;
    const address = `10.${{ dev: 10, staging: 20, prod: 30 }[environment]}.0.${
      index + 11
    }`;
    const capacity = {
      cpu,
      memory,
      pods: '110',
      'ephemeral-storage': '100Gi',
    };
    return {
      apiVersion: 'v1',
      kind: 'Node',
      metadata: {
        name,
        labels: {
          'kubernetes.io/hostname': name,
          'kubernetes.io/os': 'linux',
          'kubernetes.io/arch': 'amd64',
          'node.kubernetes.io/instance-type': type,
          'topology.kubernetes.io/region': 'sandbox',
          'topology.kubernetes.io/zone': `sandbox-${'abc'[index]}`,
        },
      },
      spec: { podCIDR: `10.42.${index}.0/24` },
      status: {
        capacity,
        allocatable: capacity,
        conditions: [
          'MemoryPressure',
          'DiskPressure',
          'PIDPressure',
          'Ready',
        ].map(conditionType => ({
          type: conditionType,
          ...healthyCondition(conditionType),
          lastHeartbeatTime: since,
          lastTransitionTime: since,
        })),
        addresses: [
          { type: 'InternalIP', address },
          { type: 'Hostname', address: name },
        ],
        nodeInfo: {
          architecture: 'amd64',
          operatingSystem: 'linux',
          osImage: 'Groundcrew sandbox',
          kernelVersion: '6.12.0',
          kubeletVersion: 'v1.34.4',
          kubeProxyVersion: '',
          containerRuntimeVersion: 'containerd://2.1.4',
          machineID: '',
          systemUUID: '',
          bootID: '',
        },
      },
    };
  });
}

function systemWorkloads(environment: Environment): NewObject[] {
  const system = (
    name: string,
    options: { kind?: string; image: string; replicas?: number; label: string },
  ): NewObject => ({
    apiVersion: 'apps/v1',
    kind: options.kind ?? 'Deployment',
    metadata: {
      name,
      namespace: 'kube-system',
      labels: { 'k8s-app': options.label },
    },
    spec: {
      ...(options.replicas && { replicas: options.replicas }),
      selector: { matchLabels: { 'k8s-app': options.label } },
      template: {
        metadata: { labels: { 'k8s-app': options.label } },
        spec: {
          priorityClassName: 'system-cluster-critical',
          containers: [
            {
              name,
              image: options.image,
              resources: {
                requests: { cpu: '100m', memory: '70Mi' },
                limits: { memory: '170Mi' },
              },
            },
          ],
        },
      },
    },
  });
  return [
    system('coredns', {
      image: 'registry.k8s.io/coredns/coredns:v1.12.1',
      replicas: environment === 'dev' ? 1 : 2,
      label: 'kube-dns',
    }),
    system('metrics-server', {
      image: 'registry.k8s.io/metrics-server/metrics-server:v0.8.0',
      replicas: 1,
      label: 'metrics-server',
    }),
    system('kube-proxy', {
      kind: 'DaemonSet',
      image: 'registry.k8s.io/kube-proxy:v1.34.4',
      label: 'kube-proxy',
    }),
  ];
}

function applicationDefinition(): NewObject {
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'applications.argoproj.io' },
    spec: {
      group: 'argoproj.io',
      scope: 'Namespaced',
      names: {
        kind: 'Application',
        listKind: 'ApplicationList',
        plural: 'applications',
        singular: 'application',
        shortNames: ['app', 'apps'],
      },
      versions: [
        {
          name: 'v1alpha1',
          served: true,
          storage: true,
          schema: {
            openAPIV3Schema: {
              type: 'object',
              'x-kubernetes-preserve-unknown-fields': true,
            },
          },
        },
      ],
    },
  };
}

/** The Argo CD Application that the storefront comes from. */
export function storefrontApplication(
  environment: Environment,
  options: { revision: string; version: string; syncedAt: string },
): NewObject {
  const { revision, version, syncedAt } = options;
  const source = {
    repoURL: 'https://git.shop.example/shop/deploy.git',
    path: `storefront/overlays/${environment}`,
    targetRevision: 'main',
  };
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: {
      name: 'storefront',
      namespace: 'argocd',
      labels: { 'backstage.io/kubernetes-id': 'storefront' },
    },
    spec: {
      project: 'shop',
      source,
      destination: {
        server: 'https://kubernetes.default.svc',
        namespace: 'shop-storefront',
      },
      syncPolicy: { automated: { prune: true, selfHeal: false } },
    },
    status: {
      sync: {
        status: 'Synced',
        revision,
        comparedTo: { source, destination: { namespace: 'shop-storefront' } },
      },
      health: { status: 'Healthy' },
      operationState: {
        phase: 'Succeeded',
        message: 'successfully synced (all tasks run)',
        startedAt: syncedAt,
        finishedAt: syncedAt,
      },
      history: [{ id: 3, revision, deployedAt: syncedAt, source }],
      reconciledAt: syncedAt,
      resources: [
        {
          group: 'apps',
          version: 'v1',
          kind: 'Deployment',
          namespace: 'shop-storefront',
          name: 'storefront',
          status: 'Synced',
          health: { status: 'Healthy' },
        },
      ],
      summary: { images: [`registry.shop.example/shop/storefront:${version}`] },
    },
  };
}
