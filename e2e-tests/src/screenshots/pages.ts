import { deploymentsOf } from '../shop';

/** A page worth a picture. */
export interface PicturedPage {
  /** Of the file: docs/screenshots/NAME-THEME.png */
  name: string;
  path: string;
  /** What stands there once the page has all that it shows. */
  settled: RegExp;
}

function workload(...view: string[]): string {
  return deploymentsOf(
    'checkout',
    'prod',
    'shop-checkout',
    'Deployment',
    'checkout',
    ...view,
  );
}

/** Every page of the app that is ours. */
export const picturedPages: readonly PicturedPage[] = [
  {
    name: 'entity-overview',
    path: '/catalog/default/component/checkout',
    settled: /running 1\.8\.2 in prod/i,
  },
  {
    name: 'deployments',
    path: deploymentsOf('checkout'),
    settled: /running 1\.8\.2 in prod/i,
  },
  { name: 'workload-pods', path: workload(), settled: /prod-node-/ },
  {
    name: 'workload-revisions',
    path: workload('revisions'),
    settled: /What changed from revision/,
  },
  {
    name: 'workload-logs',
    path: workload('logs'),
    settled: /service=checkout/,
  },
  {
    name: 'workload-events',
    path: deploymentsOf(
      'checkout',
      'dev',
      'shop-checkout',
      'Deployment',
      'checkout',
      'events',
    ),
    settled: /Unhealthy/,
  },
  {
    name: 'workload-related',
    path: workload('related'),
    settled: /disruptions? allowed/,
  },
  {
    name: 'workload-yaml',
    path: workload('yaml'),
    settled: /kind: Deployment/,
  },
  { name: 'clusters', path: '/clusters', settled: /cores/ },
  { name: 'cluster', path: '/clusters/prod', settled: /What is watched/ },
  {
    name: 'register-cluster',
    path: '/clusters/_register',
    settled: /kind: ClusterRole/,
  },
  {
    name: 'sandbox',
    path: '/sandbox',
    settled: /The same clusters, in a terminal/,
  },
];
