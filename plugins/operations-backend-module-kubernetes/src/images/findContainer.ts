import { InputError } from '@backstage/errors';
import { listOf } from '../words/listOf';
import type { Workload } from '../workloads/Workload';

/** A container of a pod template, and where it is. */
export interface FoundContainer {
  list: 'containers' | 'initContainers';
  index: number;
  name: string;
  image: string;
}

/**
 * Finds a container of a workload's pods by name.
 *
 * @throws InputError that names those there are, when it is none of them
 */
export function findContainer(
  { metadata, spec }: Workload,
  name: string,
): FoundContainer {
  const pod = spec?.template?.spec;
  for (const list of ['containers', 'initContainers'] as const) {
    const containers = pod?.[list] ?? [];
    const index = containers.findIndex(container => container.name === name);
    if (index >= 0) {
      return { list, index, name, image: containers[index].image ?? '' };
    }
  }
  const names = [...(pod?.containers ?? []), ...(pod?.initContainers ?? [])];
  throw new InputError(
    `${metadata?.name} has no container '${name}', but ${listOf(
      names.map(container => container.name),
    )}`,
  );
}
