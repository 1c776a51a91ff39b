import { parseEntityRef } from '@backstage/catalog-model';
import { useOptionalRoute } from '@groundcrew/plugin-clusters-react';
import type { RunbookDocs } from '@groundcrew/plugin-faults-common';
import { docsRouteRef } from '../routes';

/** A page of the documentation of an entity; `undefined` where there is none, or the app has not installed TechDocs. */
export function useDocsPath(docs: RunbookDocs | undefined): string | undefined {
  const page = useOptionalRoute(docsRouteRef);
  if (!docs || !page) {
    return undefined;
  }
  const { kind, name, namespace } = parseEntityRef(docs.entityRef);
  const root = page({
    kind: kind.toLocaleLowerCase('en-US'),
    name,
    namespace: namespace.toLocaleLowerCase('en-US'),
  });
  return `${root.replace(/\/$/, '')}/${docs.path}`;
}
