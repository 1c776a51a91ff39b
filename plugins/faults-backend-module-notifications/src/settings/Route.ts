import type { FaultCategory, Severity } from '@groundcrew/plugin-faults-common';
import type { BusinessHours } from '../calendar/BusinessHours';

/** Who is told next when nobody acknowledged an incident. */
export interface EscalationStep {
  /** Counted from when people were told. */
  afterMs: number;
  recipients: readonly string[];
}

/** What an incident has to be for a route. What is left out may be anything. */
export interface RouteMatch {
  severities?: readonly Severity[];
  environments?: readonly string[];
  clusters?: readonly string[];
  /** Entity references in lower case: of what suffers, and of who owns it. */
  entities?: readonly string[];
  owners?: readonly string[];
  faults?: readonly string[];
  categories?: readonly FaultCategory[];
}

/** Who is told of which incidents, when. */
export interface Route {
  name: string;
  match: RouteMatch;
  /** `owner`, an entity reference, or `oncall:` with the name of a rotation. Empty: nobody is told. */
  recipients: readonly string[];
  /** Left out: at any time. */
  calendar?: BusinessHours;
  /** Left out: told at once. */
  healFirst?: { withinMs: number; whenHealed: 'quiet' | 'none' };
  /** Left out: as the severity says, to those below. */
  escalate?: readonly EscalationStep[];
  /** Who is next, one after the other, where the route does not say. */
  escalateTo: readonly (readonly string[])[];
}

/** What a route is chosen by. */
export interface Routed {
  severity: Severity;
  environment?: string;
  cluster: string;
  entities: readonly string[];
  /** Who owns the entities. */
  owners: readonly string[];
  fault: string;
  category: FaultCategory;
}

/** The first route that is for an incident. */
export function routeFor<R extends Pick<Route, 'match'>>(
  routes: readonly R[],
  incident: Routed,
): R | undefined {
  return routes.find(({ match }) => fits(match, incident));
}

function fits(match: RouteMatch, incident: Routed): boolean {
  const { category, cluster, environment = '', fault, severity } = incident;
  const one = (allowed: readonly string[] | undefined, value: string) =>
    !allowed || allowed.includes(value);
  const some = (
    allowed: readonly string[] | undefined,
    values: readonly string[],
  ) => !allowed || values.some(value => allowed.includes(value.toLowerCase()));
  return (
    one(match.severities, severity) &&
    one(match.environments, environment) &&
    one(match.clusters, cluster) &&
    one(match.faults, fault) &&
    one(match.categories, category) &&
    some(match.entities, incident.entities) &&
    some(match.owners, incident.owners)
  );
}
