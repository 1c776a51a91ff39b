export {
  createClusterFixture,
  type ClusterFixture,
  type ClusterFixtureDescription,
  type CreateClusterFixtureOptions,
  type FixtureObjects,
} from './createClusterFixture';
export { decideForPersona } from './decideForPersona';
export { eventually } from './eventually';
export { compareWithRoutes, describedRoutes, routesOf } from './routesOf';
