import { WATCHED_KINDS } from '@groundcrew/plugin-clusters-common';
import { parseAllDocuments } from 'yaml';
import { rbacManifest, type PolicyRule } from './rbacManifest';

interface Manifest {
  kind: string;
  metadata: {
    name: string;
    namespace?: string;
    labels?: Record<string, string>;
  };
  rules?: PolicyRule[];
  roleRef?: { name: string };
}

describe('rbacManifest', () => {
  const text = rbacManifest({ namespace: 'tools' });
  const documents = parseAllDocuments(text).map(
    document => document.toJS() as Manifest,
  );
  const boundRoles = documents.flatMap(({ roleRef }) => roleRef?.name ?? []);
  const rolesWhere = (isWanted: (isBound: boolean) => boolean) =>
    documents.filter(
      ({ kind, metadata }) =>
        kind === 'ClusterRole' && isWanted(boundRoles.includes(metadata.name)),
    );
  /** What whoever applies the manifest grants. */
  const rules = rolesWhere(isBound => isBound).flatMap(
    document => document.rules ?? [],
  );

  it('holds what kubectl apply takes', () => {
    expect(
      documents.map(({ kind, metadata }) => [kind, metadata.name]),
    ).toEqual([
      ['Namespace', 'tools'],
      ['ServiceAccount', 'groundcrew-reader'],
      ['ClusterRole', 'groundcrew-reader'],
      ['ClusterRoleBinding', 'groundcrew-reader'],
      ['ClusterRole', 'groundcrew-reader-secrets'],
      ['ClusterRoleBinding', 'groundcrew-reader-secrets'],
      ['ClusterRole', 'groundcrew-operations'],
      ['Secret', 'groundcrew-reader-token'],
    ]);
  });

  it.each(WATCHED_KINDS.map(kind => [kind.kind, kind] as const))(
    'lets %s be listed and watched',
    (_, { group, plural }) => {
      const granted = rules
        .filter(
          rule =>
            rule.apiGroups.includes(group) && rule.resources.includes(plural),
        )
        .flatMap(rule => rule.verbs);
      expect(granted).toEqual(expect.arrayContaining(['list', 'watch']));
    },
  );

  it('grants nothing but reading, and no wildcard', () => {
    const verbs = new Set(rules.flatMap(rule => rule.verbs));
    expect([...verbs].sort()).toEqual(['get', 'list', 'watch']);
    expect(
      rules.flatMap(rule => [...rule.apiGroups, ...rule.resources]),
    ).not.toContain('*');
  });

  it('grants no kind that is not watched', () => {
    const watched = new Set(
      WATCHED_KINDS.map(({ group, plural }) => `${group}/${plural}`),
    );
    const granted = rules.flatMap(rule =>
      rule.apiGroups.flatMap(group =>
        rule.resources.map(resource => `${group}/${resource}`),
      ),
    );
    expect(granted.filter(each => !watched.has(each))).toEqual([
      '/pods/log',
      'apiextensions.k8s.io/customresourcedefinitions',
      'metrics.k8s.io/pods',
      'metrics.k8s.io/nodes',
    ]);
  });

  it('offers what operations need, and grants it to nobody', () => {
    const [role, ...others] = rolesWhere(isBound => !isBound);
    expect(others).toEqual([]);
    expect(role.metadata).toEqual({
      name: 'groundcrew-operations',
      labels: { 'groundcrew.io/optional': 'operations' },
    });
    const granted = (role.rules ?? []).flatMap(({ resources, verbs }) =>
      resources.flatMap(resource => verbs.map(verb => `${verb} ${resource}`)),
    );
    expect(granted.sort()).toEqual([
      'create pods/eviction',
      'delete pods',
      'get services/proxy',
      'patch daemonsets',
      'patch deployments',
      'patch horizontalpodautoscalers',
      'patch nodes',
      'patch persistentvolumeclaims',
      'patch pods',
      'patch statefulsets',
    ]);
    expect(text).toMatch(
      /kubectl create clusterrolebinding groundcrew-operations .*--serviceaccount tools:groundcrew-reader/,
    );
  });

  it('labels what is optional', () => {
    const optional = documents
      .filter(({ metadata }) => metadata.labels)
      .map(({ kind, metadata }) => [kind, metadata.name]);
    expect(optional).toEqual([
      ['ClusterRole', 'groundcrew-reader-secrets'],
      ['ClusterRoleBinding', 'groundcrew-reader-secrets'],
      ['ClusterRole', 'groundcrew-operations'],
    ]);
  });

  it('keeps Secrets apart, so that they can be left out', () => {
    const withSecrets = documents.filter(document =>
      document.rules?.some(rule => rule.resources.includes('secrets')),
    );
    expect(withSecrets.map(({ metadata }) => metadata.name)).toEqual([
      'groundcrew-reader-secrets',
    ]);
    expect(text).toMatch(
      /Optional\. Groundcrew only ever asks for the metadata/,
    );
  });
});
