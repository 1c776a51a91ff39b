import type { ResourceAmount } from '@groundcrew/plugin-clusters-common';
import type { ObjectOf } from '../kubernetesObjects';
import { podAmount } from './podAmount';

/**
 * What a pod takes away from its node.
 *
 * @public
 */
export function podRequests({ spec }: ObjectOf<'Pod'>): ResourceAmount {
  return {
    cpuMillicores: podAmount(spec, 'cpu') * 1000,
    memoryBytes: podAmount(spec, 'memory'),
    pods: 1,
  };
}
