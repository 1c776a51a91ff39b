import {
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { clustersServiceRef, hubSidesOf } from '../clustersServiceRef';
import type { LiveReaders } from './LiveReader';

/**
 * Reads what is in no object of a cluster: logs, and what pods use.
 *
 * @remarks
 *
 * The clusters plugin makes the requests. Whoever shows what is read asks first whether a person may see it:
 * `groundcrew.logs.read`.
 *
 * @public
 */
export const liveReadersServiceRef = createServiceRef<LiveReaders>({
  id: 'groundcrew.clusters.live',
  scope: 'plugin',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: { clusters: clustersServiceRef },
      factory: ({ clusters }) => hubSidesOf(clusters).liveReaders,
    }),
});
