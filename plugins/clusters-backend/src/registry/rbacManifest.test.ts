import { WATCHED_KINDS } from '@groundcrew/plugin-clusters-common';
import { parseAllDocuments } from 'yaml';
import { rbacManifest, type PolicyRule } from './rbacManifest';

interface Manifest {
  kind: string;
  metadata: { name: string; namespace?: string };
  rules?: PolicyRule[];
}

describe('rbacManifest', () => {
  const text = rbacManifest({ namespace: 'tools' });
  const documents = parseAllDocuments(text).map(
    document => document.toJS() as Manifest,
  );
  const rules = documents.flatMap(document => document.rules ?? []);

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
