import type { IncidentSummary } from '@groundcrew/plugin-faults-common';
import { useRef } from 'react';
import { TEXT_FILTERS } from './filterParams';

type TextFilter = (typeof TEXT_FILTERS)[number];

const VALUES_OF: Record<
  TextFilter,
  (incident: IncidentSummary) => readonly (string | undefined)[]
> = {
  environment: ({ environment }) => [environment],
  cluster: ({ object }) => [object.cluster],
  entity: ({ entities }) => entities,
  fault: ({ fault }) => [fault],
};

/** What was seen since the page was opened: a filter that leaves one cluster does not make the others unknown. */
export function useSuggestions(
  incidents: readonly IncidentSummary[],
): Record<TextFilter, string[]> {
  const seen = useRef(
    Object.fromEntries(
      TEXT_FILTERS.map(name => [name, new Set<string>()]),
    ) as Record<TextFilter, Set<string>>,
  );
  for (const incident of incidents) {
    for (const name of TEXT_FILTERS) {
      for (const value of VALUES_OF[name](incident)) {
        if (value) {
          seen.current[name].add(value);
        }
      }
    }
  }
  return Object.fromEntries(
    TEXT_FILTERS.map(name => [name, [...seen.current[name]].sort()]),
  ) as Record<TextFilter, string[]>;
}
