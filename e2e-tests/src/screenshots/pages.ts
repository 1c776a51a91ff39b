import { expect, type Page } from '@playwright/test';
import { breakWorkload, revertOf } from '../breakWorkload';
import { deploymentsOf, faultsOf } from '../shop';

/** A page worth a picture. */
export interface PicturedPage {
  /** Of the file: docs/screenshots/NAME-THEME.png */
  name: string;
  path: string;
  /** What is done there first. */
  act?: (page: Page) => Promise<void>;
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

async function openRestart(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Restart/ }).click();
}

/** Once: the picture of another theme finds it broken. */
async function breakPayments(page: Page): Promise<void> {
  const fault = 'Missing ConfigMap';
  await page.goto('/sandbox');
  await expect(
    page.getByRole('region', { name: 'Cluster staging' }),
  ).toBeVisible();
  if ((await revertOf(page, fault).count()) === 0) {
    await breakWorkload(page, {
      cluster: 'staging',
      fault,
      workload: 'payments',
    });
  }
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
  {
    name: 'operation-preview',
    path: workload(),
    act: openRestart,
    settled: /Replaces 3 pods of checkout/,
  },
  {
    name: 'operation-progress',
    path: workload(),
    act: async page => {
      await openRestart(page);
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel(/Reason/).fill('It leaks memory');
      await dialog.getByRole('button', { name: 'Run' }).click();
    },
    settled: /^Succeeded$/,
  },
  { name: 'operations', path: '/operations', settled: /Restart checkout/ },
  {
    name: 'faults',
    path: faultsOf('payments'),
    act: async page => {
      await breakPayments(page);
      await page.goto(faultsOf('payments'));
    },
    settled: /^1 incident, P\d in staging/,
  },
  { name: 'incidents', path: '/faults', settled: /payments-config/ },
  {
    name: 'healing',
    path: '/faults/healing',
    settled: /Roll back a release that crashes/,
  },
  {
    name: 'healing-trial',
    path: '/faults/healing',
    act: async page => {
      await page
        .getByRole('button', {
          name: 'Try … Roll back a release that crashes',
        })
        .click();
    },
    settled: /Incidents that you may see/,
  },
  {
    name: 'runbooks',
    path: '/faults/runbooks',
    settled: /An image cannot be pulled/,
  },
  {
    name: 'runbook',
    path: '/faults/runbooks/image-pull',
    settled: /It helped when/,
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
