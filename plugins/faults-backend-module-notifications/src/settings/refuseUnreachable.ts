import { InputError } from '@backstage/errors';
import type { Route, RouteMatch } from './Route';

const KEYS = [
  'severities',
  'environments',
  'clusters',
  'entities',
  'owners',
  'faults',
  'categories',
] as const satisfies readonly (keyof RouteMatch)[];

/**
 * The first route that fits counts, so one that only fits what an earlier one fits is never asked.
 *
 * @throws InputError when there is one, or two have the same name
 */
export function refuseUnreachable(routes: readonly Route[], at: string): void {
  for (const [index, route] of routes.entries()) {
    for (const [earlier, before] of routes.slice(0, index).entries()) {
      if (before.name === route.name) {
        throw new InputError(
          `${at}[${index}].name: '${route.name}' is the name of ${at}[${earlier}] already`,
        );
      }
      if (covers(before.match, route.match)) {
        throw new InputError(
          `${at}[${index}] is never asked: ${at}[${earlier}] is for everything that it is for, and comes first`,
        );
      }
    }
  }
}

/** Whether what fits the second always fits the first. */
function covers(wide: RouteMatch, narrow: RouteMatch): boolean {
  return KEYS.every(key => {
    const allowed: readonly string[] | undefined = wide[key];
    const wanted: readonly string[] | undefined = narrow[key];
    return !allowed || wanted?.every(value => allowed.includes(value)) === true;
  });
}
