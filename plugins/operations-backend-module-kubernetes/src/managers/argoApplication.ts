import type { CustomObject } from '@groundcrew/plugin-clusters-node';

/** What matters here of an Application of Argo CD. */
export interface ArgoApplication {
  name: string;
  /** Where in Git it comes from, in words; undefined when that is not known. */
  source?: string;
  /** Whether Argo CD reverts what differs from Git by itself. */
  selfHeals: boolean;
  /** Whether a sync replaces objects as a whole, and with that takes away what is not in Git. */
  replaces: boolean;
}

interface Source {
  repoURL?: string;
  path?: string;
  chart?: string;
  targetRevision?: string;
}

interface Spec {
  source?: Source;
  sources?: Source[];
  syncPolicy?: {
    automated?: { selfHeal?: boolean; enabled?: boolean };
    syncOptions?: string[];
  };
}

/** Reads an Application of Argo CD. */
export function argoApplication(application: CustomObject): ArgoApplication {
  const spec = (application.spec ?? {}) as Spec;
  const sources = spec.sources ?? (spec.source ? [spec.source] : []);
  const automated = spec.syncPolicy?.automated;
  return {
    name: application.metadata?.name ?? '',
    source: sources.map(inWords).filter(Boolean).join(' and ') || undefined,
    selfHeals:
      automated?.selfHeal === true &&
      // Since Argo CD 3.1 it can be there and switched off.
      automated.enabled !== false,
    replaces: spec.syncPolicy?.syncOptions?.includes('Replace=true') ?? false,
  };
}

function inWords({ repoURL, path, chart }: Source): string | undefined {
  if (!repoURL) {
    return undefined;
  }
  return chart
    ? `the chart ${chart} of ${repoURL}`
    : `${path && path !== '.' ? `${path} in ` : ''}${repoURL}`;
}
