export {
  createClusterFixture,
  type ClusterFixture,
  type ClusterFixtureDescription,
  type CreateClusterFixtureOptions,
  type FixtureObjects,
} from './createClusterFixture';
