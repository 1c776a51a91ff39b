import {
  severitySchema,
  type IncidentFilter,
  type Severity,
} from '@groundcrew/plugin-faults-common';
import { wholeRef } from '../../wholeRef';

/** The filters that are texts. */
export const TEXT_FILTERS = [
  'environment',
  'cluster',
  'entity',
  'fault',
] as const;

const SINGLE = [
  ...TEXT_FILTERS,
  'assignee',
  'from',
  'to',
  'muted',
  'state',
  'cursor',
] as const;

/** The filters of the page as its address has them. Empty ones are left out of it. */
export type PageFilter = Record<(typeof SINGLE)[number], string> & {
  severity: readonly Severity[];
};

/** The one who looks, in an address that others may open too. */
export const ME = 'me';

/** Reads the filters of an address. What it cannot mean is left out. */
export function readFilter(params: URLSearchParams): PageFilter {
  const single = Object.fromEntries(
    SINGLE.map(name => [name, params.get(name) ?? '']),
  ) as Record<(typeof SINGLE)[number], string>;
  const severity = params
    .getAll('severity')
    .map(one => severitySchema.safeParse(one))
    .flatMap(parsed => (parsed.success ? [parsed.data] : []));
  return { ...single, severity };
}

/** Writes the filters into an address. */
export function writeFilter(filter: PageFilter): URLSearchParams {
  const params = new URLSearchParams();
  for (const name of SINGLE) {
    if (filter[name]) {
      params.set(name, filter[name]);
    }
  }
  for (const one of filter.severity) {
    params.append('severity', one);
  }
  return params;
}

/** Whether anything is filtered by. */
export function isFiltering(filter: PageFilter): boolean {
  return writeFilter({ ...filter, cursor: '' }).size > 0;
}

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
    from: dayBoundary(filter.from, 'T00:00:00.000'),
    to: dayBoundary(filter.to, 'T23:59:59.999'),
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

function dayBoundary(day: string, time: string): string | undefined {
  // Without a zone, a time is one of the place where the browser is.
  const date = new Date(`${day}${time}`);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}
