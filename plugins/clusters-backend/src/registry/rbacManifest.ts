import {
  WATCHED_KINDS,
  type WatchedKind,
} from '@groundcrew/plugin-clusters-common';
import { stringify } from 'yaml';

/** A rule of a ClusterRole. */
export interface PolicyRule {
  apiGroups: string[];
  resources: string[];
  verbs: string[];
}

const ACCOUNT = 'groundcrew-reader';
const READ = ['get', 'list', 'watch'];

/** What reading needs, Secrets excepted: the watched kinds, logs, which custom kinds there are, and current usage. */
export const READ_RULES: readonly PolicyRule[] = [
  ...rulesOf(WATCHED_KINDS.filter(kind => kind.kind !== 'Secret')),
  { apiGroups: [''], resources: ['pods/log'], verbs: ['get'] },
  // Tells at once, instead of after a while, that a kind such as Rollout was installed.
  {
    apiGroups: ['apiextensions.k8s.io'],
    resources: ['customresourcedefinitions'],
    verbs: READ,
  },
  {
    apiGroups: ['metrics.k8s.io'],
    resources: ['pods', 'nodes'],
    verbs: ['get', 'list'],
  },
];

/** What shows that a Secret exists. RBAC cannot grant metadata alone. */
export const SECRET_RULE: PolicyRule = {
  apiGroups: [''],
  resources: ['secrets'],
  verbs: READ,
};

/** What the verbs of operations need besides reading: no more than each of them says. */
export const OPERATION_RULES: readonly PolicyRule[] = [
  // Restart, scale, roll back, pause and resume, set image, set resources.
  {
    apiGroups: ['apps'],
    resources: ['deployments', 'statefulsets', 'daemonsets'],
    verbs: ['patch'],
  },
  // Scale, where an autoscaler owns the number of replicas.
  {
    apiGroups: ['autoscaling'],
    resources: ['horizontalpodautoscalers'],
    verbs: ['patch'],
  },
  // Evict, drain.
  { apiGroups: [''], resources: ['pods/eviction'], verbs: ['create'] },
  { apiGroups: [''], resources: ['pods'], verbs: ['delete'] },
  // Take a pod out and keep it, put it back.
  { apiGroups: [''], resources: ['pods'], verbs: ['patch'] },
  // Make a claim larger.
  {
    apiGroups: [''],
    resources: ['persistentvolumeclaims'],
    verbs: ['patch'],
  },
  // Cordon, uncordon, drain.
  { apiGroups: [''], resources: ['nodes'], verbs: ['patch'] },
  // Check a connection.
  { apiGroups: [''], resources: ['services/proxy'], verbs: ['get'] },
];

const SECRET_COMMENT = `# Optional. Groundcrew only ever asks for the metadata of Secrets (PartialObjectMetadata), to tell a missing one from one that
# exists; RBAC cannot grant metadata alone, so whoever holds the token could read the values too. Leave these two out if
# that is too much: Groundcrew then says that it does not know about Secrets, and all else works.
`;

/** Roles that are not needed for reading carry it, with what they are for. */
const OPTIONAL_LABEL = 'groundcrew.io/optional';
const OPERATOR = 'groundcrew-operations';

function operationsComment(namespace: string): string {
  return `# Optional, and granted to nobody yet: what operations (restart, scale, roll back, pause, set image, evict, delete a pod, cordon,
# drain, check a connection) need in order to change something. Without it Groundcrew shows everything and changes nothing. Grant it in the whole
# cluster, or, nodes excepted, in single namespaces:
#
#   kubectl create clusterrolebinding ${OPERATOR} --clusterrole ${OPERATOR} --serviceaccount ${namespace}:${ACCOUNT}
#   kubectl -n NAMESPACE create rolebinding ${OPERATOR} --clusterrole ${OPERATOR} --serviceaccount ${namespace}:${ACCOUNT}
`;
}

/**
 * Everything that Groundcrew needs in a cluster in order to read it, as YAML for `kubectl apply`; and a role for those who
 * let it change something, which is granted to nobody.
 */
export function rbacManifest(options: { namespace: string }): string {
  const { namespace } = options;
  const account = { name: ACCOUNT, namespace };
  const documents = [
    [
      intro(namespace),
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } },
    ],
    ['', { apiVersion: 'v1', kind: 'ServiceAccount', metadata: account }],
    [
      '# May read what Groundcrew shows, and nothing else: no verb that changes anything.\n',
      clusterRole(ACCOUNT, READ_RULES),
    ],
    ['', clusterRoleBinding(ACCOUNT, account)],
    [
      SECRET_COMMENT,
      clusterRole(`${ACCOUNT}-secrets`, [SECRET_RULE], 'secrets'),
    ],
    ['', clusterRoleBinding(`${ACCOUNT}-secrets`, account, 'secrets')],
    [
      operationsComment(namespace),
      clusterRole(OPERATOR, OPERATION_RULES, 'operations'),
    ],
    [
      '# A token that does not expire. Delete this Secret, and it is void.\n',
      {
        apiVersion: 'v1',
        kind: 'Secret',
        type: 'kubernetes.io/service-account-token',
        metadata: {
          name: `${ACCOUNT}-token`,
          namespace,
          annotations: { 'kubernetes.io/service-account.name': ACCOUNT },
        },
      },
    ],
  ] as const;
  return documents
    .map(([comment, document]) => comment + stringify(document))
    .join('---\n');
}

/** A ClusterRole, bound to nobody, with what is missing. */
export function clusterRoleFor(rules: readonly PolicyRule[]): string {
  return `# Apply it, and bind it to the account whose credentials you gave:
#   kubectl create clusterrolebinding groundcrew-missing --clusterrole groundcrew-missing --serviceaccount NAMESPACE:NAME
${stringify(clusterRole('groundcrew-missing', rules))}`;
}

function intro(namespace: string): string {
  return `# What Groundcrew needs in order to read a cluster.
#
#   kubectl apply -f groundcrew-reader.yaml
#
# Then register the cluster with its address, its CA and the token:
#
#   kubectl config view --minify -o jsonpath='{.clusters[0].cluster.server}'
#   kubectl -n ${namespace} get secret ${ACCOUNT}-token -o jsonpath='{.data.ca\\.crt}' | base64 -d
#   kubectl -n ${namespace} get secret ${ACCOUNT}-token -o jsonpath='{.data.token}' | base64 -d
`;
}

function metadataOf(name: string, optional: string | undefined) {
  return optional ? { name, labels: { [OPTIONAL_LABEL]: optional } } : { name };
}

function clusterRole(
  name: string,
  rules: readonly PolicyRule[],
  optional?: string,
) {
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    metadata: metadataOf(name, optional),
    rules,
  };
}

function clusterRoleBinding(
  name: string,
  account: { name: string; namespace: string },
  optional?: string,
) {
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRoleBinding',
    metadata: metadataOf(name, optional),
    roleRef: {
      apiGroup: 'rbac.authorization.k8s.io',
      kind: 'ClusterRole',
      name,
    },
    subjects: [{ kind: 'ServiceAccount', ...account }],
  };
}

/** One rule for each API group, in the order of the kinds. */
function rulesOf(kinds: readonly WatchedKind[]): PolicyRule[] {
  const groups = [...new Set(kinds.map(kind => kind.group))];
  return groups.map(group => ({
    apiGroups: [group],
    resources: kinds
      .filter(kind => kind.group === group)
      .map(kind => kind.plural),
    verbs: READ,
  }));
}
