import { boundaryOfDay, wholeRef } from '@groundcrew/plugin-clusters-react';
import type { OperationFilter } from '@groundcrew/plugin-operations-common';
import type { PageFilter } from './pageFilter';

/** What to ask the backend for. Names without a kind or namespace are those of components and users of the default one. */
export function backendFilter(filter: PageFilter): OperationFilter {
  const list = (value: string) => (value ? [value] : undefined);
  return {
    entityRef: filter.entity ? wholeRef(filter.entity, 'component') : undefined,
    cluster: list(filter.cluster),
    environment: list(filter.environment),
    operation: list(filter.verb),
    phase: filter.outcome.length > 0 ? [...filter.outcome] : undefined,
    actor: filter.actor ? wholeRef(filter.actor, 'user') : undefined,
    from: boundaryOfDay(filter.from, 'start'),
    to: boundaryOfDay(filter.to, 'end'),
    cursor: filter.cursor || undefined,
  };
}
