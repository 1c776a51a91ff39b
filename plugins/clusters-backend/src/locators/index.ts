export {
  CatalogClusterLocator,
  MANAGED_ANNOTATION,
} from './CatalogClusterLocator';
export type { CatalogClusterLocatorOptions } from './CatalogClusterLocator';
export type * from './ClusterLocator';
export { ClusterSettings } from './ClusterSettings';
export { ConfigClusterLocator } from './ConfigClusterLocator';
export type { ConfigClusterLocatorOptions } from './ConfigClusterLocator';
export { KubeConfigClusterLocator } from './KubeConfigClusterLocator';
export { mergeLocated } from './mergeLocated';
export type { LocatedFrom } from './mergeLocated';
