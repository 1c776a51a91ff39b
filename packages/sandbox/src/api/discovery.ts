import { ResourceRegistry } from './ResourceRegistry';
import { ResourceType } from './resources';

const VERBS = [
  'create',
  'delete',
  'deletecollection',
  'get',
  'list',
  'patch',
  'update',
  'watch',
];
const SUBRESOURCE_VERBS = {
  status: ['get', 'patch', 'update'],
  scale: ['get', 'patch', 'update'],
  log: ['get'],
  eviction: ['create'],
  proxy: ['create', 'delete', 'get', 'patch', 'update'],
};

const METRICS_RESOURCES = [
  { name: 'nodes', namespaced: false, kind: 'NodeMetrics' },
  { name: 'pods', namespaced: true, kind: 'PodMetrics' },
].map(resource => ({ ...resource, singularName: '', verbs: ['get', 'list'] }));
const REVIEWS = [
  {
    name: 'selfsubjectaccessreviews',
    singularName: 'selfsubjectaccessreview',
    namespaced: false,
    kind: 'SelfSubjectAccessReview',
    verbs: ['create'],
  },
];
const SELF_REVIEWS = [
  {
    name: 'selfsubjectreviews',
    singularName: 'selfsubjectreview',
    namespaced: false,
    kind: 'SelfSubjectReview',
    verbs: ['create'],
  },
];
/** Groups that are answered from elsewhere than storage. */
const VIRTUAL_GROUPS: Record<string, object[]> = {
  'authentication.k8s.io/v1': SELF_REVIEWS,
  'authorization.k8s.io/v1': REVIEWS,
  'metrics.k8s.io/v1beta1': METRICS_RESOURCES,
};

export const VERSION = {
  major: '1',
  minor: '34',
  emulationMajor: '1',
  emulationMinor: '34',
  minCompatibilityMajor: '1',
  minCompatibilityMinor: '33',
  gitVersion: 'v1.34.4+sandbox',
  gitCommit: '0000000000000000000000000000000000000000',
  gitTreeState: 'clean',
  buildDate: '2026-01-01T00:00:00Z',
  goVersion: 'none',
  compiler: 'none',
  platform: 'linux/amd64',
};

/** What `/api`, `/apis` and the groups below it answer; undefined for other paths. */
export function discover(
  registry: ResourceRegistry,
  path: string,
  /** `host:port` of the server. */
  address: string,
): object | undefined {
  const parts = path.split('/').filter(Boolean);
  const groups = groupVersions(registry);
  if (path === '/api') {
    return {
      kind: 'APIVersions',
      versions: ['v1'],
      serverAddressByClientCIDRs: [
        { clientCIDR: '0.0.0.0/0', serverAddress: address },
      ],
    };
  }
  if (path === '/apis') {
    return {
      kind: 'APIGroupList',
      apiVersion: 'v1',
      groups: [...groups.keys()]
        .filter(Boolean)
        .map(group => apiGroup(group, groups.get(group)!)),
    };
  }
  if (parts[0] === 'apis' && parts.length === 2 && groups.has(parts[1])) {
    return {
      kind: 'APIGroup',
      apiVersion: 'v1',
      ...apiGroup(parts[1], groups.get(parts[1])!),
    };
  }
  const isCore = parts[0] === 'api' && parts.length === 2;
  const isGroup = parts[0] === 'apis' && parts.length === 3;
  if (!isCore && !isGroup) return undefined;
  const [version, group = ''] = parts.slice(1).reverse();
  if (!groups.get(group)?.includes(version)) return undefined;
  const groupVersion = group ? `${group}/${version}` : version;
  return {
    kind: 'APIResourceList',
    ...(group && { apiVersion: 'v1' }),
    groupVersion,
    resources:
      VIRTUAL_GROUPS[groupVersion] ??
      registry
        .all()
        .filter(type => type.group === group && type.version === version)
        .flatMap(apiResources)
        .sort((a, b) => (a.name < b.name ? -1 : 1)),
  };
}

/** All groups with their versions, the core group being ''. */
export function groupVersions(
  registry: ResourceRegistry,
): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  const add = (group: string, version: string) => {
    const versions = groups.get(group) ?? [];
    if (!versions.includes(version)) groups.set(group, [...versions, version]);
  };
  for (const { group, version } of registry.all()) add(group, version);
  for (const groupVersion of Object.keys(VIRTUAL_GROUPS)) {
    const [group, version] = groupVersion.split('/');
    add(group, version);
  }
  return groups;
}

function isNamespaces({ group, plural }: ResourceType): boolean {
  return group === '' && plural === 'namespaces';
}

function apiGroup(name: string, versions: string[]): object {
  const all = versions.map(version => ({
    groupVersion: `${name}/${version}`,
    version,
  }));
  return { name, versions: all, preferredVersion: all[0] };
}

function apiResources(type: ResourceType): Array<{ name: string }> {
  const { namespaced, shortNames, categories } = type;
  return [
    {
      name: type.plural,
      singularName: type.singular,
      namespaced,
      kind: type.kind,
      verbs: isNamespaces(type)
        ? VERBS.filter(verb => verb !== 'deletecollection')
        : VERBS,
      ...(shortNames.length > 0 && { shortNames }),
      ...(categories.length > 0 && { categories }),
    },
    ...type.subresources.map(subresource => ({
      name: `${type.plural}/${subresource}`,
      singularName: '',
      namespaced,
      ...(subresource === 'scale' && { group: 'autoscaling', version: 'v1' }),
      ...(subresource === 'eviction' && { group: 'policy', version: 'v1' }),
      kind: {
        status: type.kind,
        scale: 'Scale',
        log: 'Pod',
        eviction: 'Eviction',
        proxy: 'ServiceProxyOptions',
      }[subresource],
      verbs: SUBRESOURCE_VERBS[subresource],
    })),
  ];
}
