export {
  createClusterFixture,
  type ClusterFixture,
  type ClusterFixtureDescription,
  type CreateClusterFixtureOptions,
  type FixtureObjects,
} from './createClusterFixture';
export { decideForPersona } from './decideForPersona';
export { compareWithRoutes, routesOf } from './routesOf';
