import type { ReadTarget } from '@groundcrew/plugin-clusters-common';

/**
 * Names a place for an error message. Does not tell whose it is: the owner is known from the cluster, and not yet to
 * whoever may not read there.
 */
export function placeInWords(target: ReadTarget): string {
  return target.namespace
    ? `namespace '${target.namespace}' of cluster '${target.cluster}'`
    : `cluster '${target.cluster}'`;
}
