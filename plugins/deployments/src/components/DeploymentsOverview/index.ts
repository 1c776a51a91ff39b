export {
  DeploymentsOverview,
  type DeploymentsOverviewProps,
} from './DeploymentsOverview';
