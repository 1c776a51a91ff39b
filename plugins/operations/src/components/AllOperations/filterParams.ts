import {
  operationPhaseSchema,
  type OperationFilter,
  type OperationPhase,
} from '@groundcrew/plugin-operations-common';

/** The filters of the page as its address has them. Empty ones are left out of it. */
export interface PageFilter {
  entity: string;
  cluster: string;
  environment: string;
  verb: string;
  actor: string;
  /** Days, as `2026-01-31`, both included, in the time zone of whoever looks. */
  from: string;
  to: string;
  outcome: readonly OperationPhase[];
  /** Where the page that is shown begins; empty for the newest. */
  cursor: string;
}

/** The filters that are texts. */
export const TEXT_FILTERS = [
  'entity',
  'cluster',
  'environment',
  'verb',
  'actor',
] as const;

const SINGLE = [...TEXT_FILTERS, 'from', 'to', 'cursor'] as const;

/** Reads the filters of an address. What it cannot mean is left out. */
export function readFilter(params: URLSearchParams): PageFilter {
  const single = Object.fromEntries(
    SINGLE.map(name => [name, params.get(name) ?? '']),
  ) as Record<(typeof SINGLE)[number], string>;
  const outcome = params
    .getAll('outcome')
    .map(phase => operationPhaseSchema.safeParse(phase))
    .flatMap(parsed => (parsed.success ? [parsed.data] : []));
  return { ...single, outcome };
}

/** Writes the filters into an address. */
export function writeFilter(filter: PageFilter): URLSearchParams {
  const params = new URLSearchParams();
  for (const name of SINGLE) {
    if (filter[name]) {
      params.set(name, filter[name]);
    }
  }
  for (const phase of filter.outcome) {
    params.append('outcome', phase);
  }
  return params;
}

/** Whether anything is filtered by. */
export function isFiltering(filter: PageFilter): boolean {
  return writeFilter({ ...filter, cursor: '' }).size > 0;
}

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
    from: dayBoundary(filter.from, 'T00:00:00.000'),
    to: dayBoundary(filter.to, 'T23:59:59.999'),
    cursor: filter.cursor || undefined,
  };
}

function wholeRef(text: string, kind: string): string {
  // The subject of an automation has a colon too, and stays as it is.
  if (text.includes(':')) {
    return text;
  }
  return text.includes('/') ? `${kind}:${text}` : `${kind}:default/${text}`;
}

function dayBoundary(day: string, time: string): string | undefined {
  // Without a zone, a time is one of the place where the browser is.
  const date = new Date(`${day}${time}`);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}
