import {
  apiVersionOf,
  WATCHED_KINDS,
  type WatchedKind,
} from '@groundcrew/plugin-clusters-common';
import { customResourceDefinition } from '../reflector/watchCustomResources';

/** What scripted API servers may serve. */
export const scriptedKinds: readonly WatchedKind[] = [
  ...WATCHED_KINDS,
  customResourceDefinition,
];

/** The path under which a kind's version serves its resources. */
export function rootOf(kind: WatchedKind): string {
  return `/${kind.group ? 'apis' : 'api'}/${apiVersionOf(kind)}`;
}

/** The path at which a kind is listed. */
export function pathOf(name: string): string {
  const found = scriptedKinds.find(({ kind }) => kind === name);
  if (!found) {
    throw new Error(`no kind ${name}`);
  }
  return `${rootOf(found)}/${found.plural}`;
}
