import type { ClustersApi } from '@groundcrew/plugin-clusters-common';

/**
 * The part of `ClustersApi` that a log view needs.
 *
 * @public
 */
export type LogsApi = Pick<ClustersApi, 'openLog'>;
