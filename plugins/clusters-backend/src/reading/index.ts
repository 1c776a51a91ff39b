export { AuthorizedClusterReader } from './AuthorizedClusterReader';
export { ClusterReader } from './ClusterReader';
export { placeInWords } from './placeInWords';
