export { ClustersRouter, LegacyClustersPage } from './ClustersRouter';
