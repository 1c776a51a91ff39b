import {
  actorName,
  type OperationSummary,
} from '@groundcrew/plugin-operations-common';
import { useRef } from 'react';
import { TEXT_FILTERS } from './filterParams';

type TextFilter = (typeof TEXT_FILTERS)[number];

const VALUE_OF: Record<
  TextFilter,
  (operation: OperationSummary) => string | undefined
> = {
  entity: operation => operation.entityRef,
  cluster: operation => operation.target.cluster,
  environment: operation => operation.environment,
  verb: operation => operation.operation,
  actor: operation => actorName(operation.requestedBy),
};

/** What was seen since the page was opened: a filter that leaves one cluster does not make the others unknown. */
export function useSuggestions(
  operations: readonly OperationSummary[],
): Record<TextFilter, string[]> {
  const seen = useRef(
    Object.fromEntries(
      TEXT_FILTERS.map(name => [name, new Set<string>()]),
    ) as Record<TextFilter, Set<string>>,
  );
  for (const operation of operations) {
    for (const name of TEXT_FILTERS) {
      const value = VALUE_OF[name](operation);
      if (value) {
        seen.current[name].add(value);
      }
    }
  }
  return Object.fromEntries(
    TEXT_FILTERS.map(name => [name, [...seen.current[name]].sort()]),
  ) as Record<TextFilter, string[]>;
}
