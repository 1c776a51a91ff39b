import {
  parseLabelSelector,
  type ObjectOf,
  type ObjectStore,
} from '@groundcrew/plugin-clusters-node';
import type { Endpoint } from 'kubernetes-types/discovery/v1';
import { asList } from './asList';

const SERVICE_NAME = 'kubernetes.io/service-name';

/** The endpoints of a Service that take requests. */
export function readyEndpointsOf(
  store: ObjectStore,
  { metadata }: ObjectOf<'Service'>,
): Endpoint[] {
  return store
    .list('EndpointSlice', {
      namespace: metadata?.namespace,
      selector: parseLabelSelector({
        matchLabels: { [SERVICE_NAME]: metadata?.name ?? '' },
      }),
    })
    .flatMap(({ endpoints }) => asList(endpoints))
    .filter(
      // Unknown means ready, as the API says.
      ({ addresses, conditions }) =>
        asList(addresses).length > 0 && conditions?.ready !== false,
    );
}
