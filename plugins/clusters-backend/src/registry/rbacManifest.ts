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

const SECRET_COMMENT = `# Optional. Groundcrew only ever asks for the metadata of Secrets (PartialObjectMetadata), to tell a missing one from one that
# exists; RBAC cannot grant metadata alone, so whoever holds the token could read the values too. Leave these two out if
# that is too much: Groundcrew then says that it does not know about Secrets, and all else works.
`;

/** Everything that Groundcrew needs in a cluster in order to read it, as YAML for `kubectl apply`. */
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
    [SECRET_COMMENT, clusterRole(`${ACCOUNT}-secrets`, [SECRET_RULE])],
    ['', clusterRoleBinding(`${ACCOUNT}-secrets`, account)],
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

function clusterRole(name: string, rules: readonly PolicyRule[]) {
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    metadata: { name },
    rules,
  };
}

function clusterRoleBinding(
  name: string,
  account: { name: string; namespace: string },
) {
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRoleBinding',
    metadata: { name },
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
