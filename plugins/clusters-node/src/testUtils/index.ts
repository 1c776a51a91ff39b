export {
  createClusterFixture,
  type ClusterFixture,
  type ClusterFixtureDescription,
  type CreateClusterFixtureOptions,
  type FixtureObjects,
} from './createClusterFixture';
export { compareWithRoutes, routesOf } from './routesOf';
