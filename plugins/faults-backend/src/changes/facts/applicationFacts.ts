import type { Facts } from './Facts';
import { partOf, recordOf, recordsOf, type Json } from './json';

/** Of an Application of Argo CD: what it should bring, and what it has brought last. */
export function addApplicationFacts(facts: Facts, object: Json): void {
  const spec = recordOf(object.spec);
  const sources = [spec.source, ...recordsOf(spec.sources)].map(recordOf);
  for (const [index, { chart, path, repoURL, targetRevision }] of sources
    .filter(source => Object.keys(source).length > 0)
    .entries()) {
    const name = index === 0 ? '' : ` ${index + 1}`;
    facts.shown(`target-revision${name}`, targetRevision);
    facts.hidden(`source${name}`, [repoURL, path, chart]);
  }
  facts.hidden('sync-policy', spec.syncPolicy);
  facts.shown('synced', lastSyncOf(object).revision);
}

/** The last time that Argo CD brought something, as it says itself. */
export function lastSyncOf(object: Json): {
  revision?: string;
  /** ISO 8601. */
  at?: string;
  by?: string;
} {
  const state = partOf(object, 'status', 'operationState');
  const last = recordsOf(recordOf(object.status).history).at(-1) ?? {};
  const { revision, revisions } = last;
  const initiator = recordOf(
    last.initiatedBy ?? partOf(state, 'operation').initiatedBy,
  );
  const text = (value: unknown) =>
    typeof value === 'string' && value ? value : undefined;
  return {
    revision: text(revision) ?? listInWords(revisions),
    at: text(last.deployedAt),
    by:
      text(initiator.username) ??
      (initiator.automated === true ? 'automated sync' : undefined),
  };
}

function listInWords(value: unknown): string | undefined {
  return Array.isArray(value) && value.length > 0
    ? value.map(String).join(', ')
    : undefined;
}
