export type Environment = 'dev' | 'staging' | 'prod';

export type PerEnvironment<T> = Record<Environment, T>;

export interface ShopComponent {
  /** The name of the workload, of its Service and of the catalog's Component. */
  name: string;
  kind: 'Deployment' | 'StatefulSet' | 'CronJob';
  namespace: 'shop-checkout' | 'shop-storefront' | 'shop-data';
  version: string;
  image?: string;
  replicas: PerEnvironment<number>;
  port?: number;
  cpu: string;
  memory: string;
  /** What its ConfigMap holds; the environment adds itself. */
  config?: Record<string, string>;
  secret?: string[];
  storage?: string;
  logs: string;
  logLinesPerSecond: number;
  managedBy?: 'Helm' | 'argocd';
  dependsOn?: string[];
  schedule?: string;
}

const few = { dev: 1, staging: 1, prod: 2 };

/** The System `shop`: a small web shop. */
export const shopComponents: ShopComponent[] = [
  {
    name: 'storefront',
    kind: 'Deployment',
    namespace: 'shop-storefront',
    version: '3.4.1',
    replicas: { dev: 1, staging: 2, prod: 3 },
    port: 3000,
    cpu: '100m',
    memory: '192Mi',
    config: { THEME: 'autumn', CHECKOUT_URL: 'http://checkout.shop-checkout' },
    logs: 'access',
    logLinesPerSecond: 1,
    managedBy: 'argocd',
    dependsOn: ['catalog', 'cart', 'checkout', 'recommendations'],
  },
  {
    name: 'catalog',
    kind: 'Deployment',
    namespace: 'shop-storefront',
    version: '2.11.0',
    replicas: few,
    port: 8080,
    cpu: '100m',
    memory: '256Mi',
    config: { CACHE_TTL: '300s', SEARCH_URL: 'http://search-index:9200' },
    logs: 'json',
    logLinesPerSecond: 0.5,
    dependsOn: ['search-index'],
  },
  {
    name: 'recommendations',
    kind: 'Deployment',
    namespace: 'shop-storefront',
    version: '0.9.6',
    replicas: few,
    port: 8080,
    cpu: '200m',
    memory: '384Mi',
    config: { MODEL: 'copurchase-2', TOP_N: '8' },
    logs: 'plain',
    logLinesPerSecond: 0.3,
    dependsOn: ['catalog'],
  },
  {
    name: 'search-index',
    kind: 'StatefulSet',
    namespace: 'shop-storefront',
    version: '8.2.0',
    replicas: { dev: 1, staging: 2, prod: 2 },
    port: 9200,
    cpu: '250m',
    memory: '512Mi',
    storage: '10Gi',
    config: { CLUSTER_NAME: 'shop-search' },
    logs: 'plain',
    logLinesPerSecond: 0.2,
  },
  {
    name: 'checkout',
    kind: 'Deployment',
    namespace: 'shop-checkout',
    version: '1.7.0',
    replicas: { dev: 2, staging: 4, prod: 3 },
    port: 8080,
    cpu: '150m',
    memory: '256Mi',
    config: {
      PAYMENT_URL: 'http://payments',
      CURRENCY: 'EUR',
      RESERVATION_MINUTES: '15',
    },
    secret: ['DB_PASSWORD', 'SESSION_KEY'],
    logs: 'checkout',
    logLinesPerSecond: 1,
    dependsOn: ['cart', 'payments', 'orders', 'shipping'],
  },
  {
    name: 'cart',
    kind: 'Deployment',
    namespace: 'shop-checkout',
    version: '2.3.4',
    replicas: few,
    port: 8080,
    cpu: '100m',
    memory: '128Mi',
    config: { SESSION_HOURS: '48' },
    logs: 'json',
    logLinesPerSecond: 0.5,
  },
  {
    name: 'payments',
    kind: 'Deployment',
    namespace: 'shop-checkout',
    version: '4.0.2',
    replicas: few,
    port: 8080,
    cpu: '100m',
    memory: '192Mi',
    config: { PROVIDER: 'acme-pay', RETRIES: '3' },
    secret: ['PROVIDER_API_KEY'],
    logs: 'json',
    logLinesPerSecond: 0.3,
    managedBy: 'Helm',
  },
  {
    name: 'orders',
    kind: 'Deployment',
    namespace: 'shop-checkout',
    version: '1.15.0',
    replicas: few,
    port: 8080,
    cpu: '100m',
    memory: '256Mi',
    config: { DB_HOST: 'orders-db.shop-data', DB_NAME: 'orders' },
    secret: ['DB_PASSWORD'],
    logs: 'json',
    logLinesPerSecond: 0.4,
    dependsOn: ['orders-db'],
  },
  {
    name: 'shipping',
    kind: 'Deployment',
    namespace: 'shop-checkout',
    version: '1.2.7',
    replicas: few,
    port: 8080,
    cpu: '50m',
    memory: '128Mi',
    config: { CARRIERS: 'post,parcel,bike' },
    logs: 'plain',
    logLinesPerSecond: 0.2,
  },
  {
    name: 'emails',
    kind: 'Deployment',
    namespace: 'shop-checkout',
    version: '1.1.3',
    replicas: { dev: 1, staging: 1, prod: 1 },
    cpu: '50m',
    memory: '128Mi',
    config: { FROM: 'orders@shop.example', QUEUE: 'emails' },
    secret: ['SMTP_PASSWORD'],
    logs: 'worker',
    logLinesPerSecond: 0.2,
    dependsOn: ['orders'],
  },
  {
    name: 'orders-db',
    kind: 'StatefulSet',
    namespace: 'shop-data',
    version: '16.4',
    image: 'docker.io/library/postgres',
    replicas: { dev: 1, staging: 1, prod: 2 },
    port: 5432,
    cpu: '250m',
    memory: '512Mi',
    storage: '20Gi',
    secret: ['POSTGRES_PASSWORD'],
    logs: 'postgres',
    logLinesPerSecond: 0.1,
  },
  {
    name: 'nightly-report',
    kind: 'CronJob',
    namespace: 'shop-data',
    version: '0.4.0',
    replicas: { dev: 1, staging: 1, prod: 1 },
    cpu: '100m',
    memory: '256Mi',
    config: { REPORT: 'daily-revenue' },
    logs: 'worker',
    logLinesPerSecond: 1,
    schedule: '30 2 * * *',
    dependsOn: ['orders-db'],
  },
];

export const shopNamespaces = [
  { name: 'shop-checkout', owner: 'group:default/checkout' },
  { name: 'shop-storefront', owner: 'group:default/storefront' },
  { name: 'shop-data', owner: 'group:default/data-platform' },
] as const;
