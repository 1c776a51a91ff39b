import { boundaryOfDay, wholeRef } from '@groundcrew/plugin-clusters-react';
import type { IncidentFilter } from '@groundcrew/plugin-faults-common';
import type { PageFilter } from './pageFilter';

/** The one who looks, in an address that others may open too. */
export const ME = 'me';

/**
 * What to ask the backend for.
 *
 * @param me - the entity reference of whoever looks
 */
export function backendFilter(
  filter: PageFilter,
  state: IncidentFilter['state'],
  me: string | undefined,
): IncidentFilter {
  const list = (value: string) => (value ? [value] : undefined);
  return {
    state,
    severity: filter.severity.length > 0 ? [...filter.severity] : undefined,
    environment: list(filter.environment),
    cluster: list(filter.cluster),
    fault: list(filter.fault),
    entityRef: filter.entity ? wholeRef(filter.entity, 'component') : undefined,
    assignee: assigneeOf(filter.assignee, me),
    from: boundaryOfDay(filter.from, 'start'),
    to: boundaryOfDay(filter.to, 'end'),
    muted: filter.muted === 'true' || undefined,
    cursor: filter.cursor || undefined,
  };
}

function assigneeOf(text: string, me: string | undefined): string | undefined {
  if (!text) {
    return undefined;
  }
  return text === ME ? me : wholeRef(text, 'user');
}
