import type {
  JsonPatchOperation,
  LiveObject,
} from '@groundcrew/plugin-clusters-node';
import type { Container } from 'kubernetes-types/core/v1';
import { findContainer, type FoundContainer } from '../images/findContainer';
import { changedSince } from '../live/changeOnce';
import { asWorkload, type Workload } from '../workloads/Workload';
import { amountsInWords } from './amountsInWords';
import {
  amountsOf,
  isSameAmounts,
  withAmounts,
  type Amounts,
} from './containerAmounts';

/** A container of a pod template, where it is, and what it states. */
export type FoundResources = FoundContainer & { container: Container };

/**
 * Finds a container of a workload's pods by name.
 *
 * @throws InputError that names those there are, when it is none of them
 */
export function containerOf(workload: Workload, name: string): FoundResources {
  const found = findContainer(workload, name);
  return {
    ...found,
    container: workload.spec!.template!.spec![found.list]![found.index],
  };
}

/** Gives a container these amounts, and leaves the rest of its resources. */
export function resourcesPatch(
  { container, index, list }: FoundResources,
  amounts: Amounts,
): JsonPatchOperation[] {
  const path = `/spec/template/spec/${list}/${index}`;
  return [
    { op: 'test', path: `${path}/name`, value: container.name },
    {
      op: 'add',
      path: `${path}/resources`,
      value: withAmounts(container, amounts),
    },
  ];
}

/** @throws ConflictError where it has neither what it had nor what it is to have */
export function replaceAmounts(
  live: LiveObject,
  container: string,
  { from, to }: { from: Amounts; to: Amounts },
): JsonPatchOperation[] {
  const found = containerOf(asWorkload(live), container);
  const now = amountsOf(found.container);
  if (!isSameAmounts(now, from) && !isSameAmounts(now, to)) {
    throw changedSince(live, `${container} has ${amountsInWords(now)}`);
  }
  return resourcesPatch(found, to);
}
