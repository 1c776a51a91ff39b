import type { Route } from './Route';

/** Where config has no routes: the owner is told, of what is urgent at once, and of the rest when it does not heal soon. */
export function defaultRoutes(
  escalateTo: Route['escalateTo'],
): readonly Route[] {
  return [
    {
      name: 'urgent',
      match: { severities: ['P0', 'P1'] },
      recipients: ['owner'],
      escalateTo,
    },
    {
      name: 'others',
      match: {},
      recipients: ['owner'],
      healFirst: { withinMs: 5 * 60_000, whenHealed: 'quiet' },
      escalateTo,
    },
  ];
}
