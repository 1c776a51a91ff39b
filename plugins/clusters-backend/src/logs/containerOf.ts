import { InputError, NotFoundError } from '@backstage/errors';
import type { ObjectOf } from '@groundcrew/plugin-clusters-node';

const DEFAULT_CONTAINER = 'kubectl.kubernetes.io/default-container';

/**
 * Which container's log is meant: the one that was named, the default one, or the only one.
 *
 * @throws NotFoundError when the pod has none of that name.
 * @throws InputError when there are several to choose from.
 */
export function containerOf(
  pod: ObjectOf<'Pod'>,
  asked: string | undefined,
): string {
  const { containers = [], initContainers = [] } = pod.spec ?? {};
  const { ephemeralContainers = [] } = (pod.spec ?? {}) as {
    ephemeralContainers?: { name: string }[];
  };
  const names = containers.map(each => each.name);
  const all = [...names, ...initContainers, ...ephemeralContainers].map(each =>
    typeof each === 'string' ? each : each.name,
  );
  const choices = `It has: ${all.join(', ')}`;
  if (asked !== undefined) {
    if (!all.includes(asked)) {
      throw new NotFoundError(
        `Pod ${pod.metadata?.name} has no container '${asked}'. ${choices}`,
      );
    }
    return asked;
  }
  const preferred = pod.metadata?.annotations?.[DEFAULT_CONTAINER];
  if (preferred && all.includes(preferred)) {
    return preferred;
  }
  if (names.length !== 1) {
    throw new InputError(
      `Pod ${pod.metadata?.name} has several containers. Say which one. ${choices}`,
    );
  }
  return names[0];
}
