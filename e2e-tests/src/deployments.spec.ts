import { expect, test } from '@playwright/test';
import { deploymentsOf, signInAs } from './shop';

test.beforeEach(async ({ page }) => signInAs(page, 'omar'));

test('says in one sentence what of a component runs where, then shows each environment', async ({
  page,
}) => {
  await page.goto('/');
  // The team of that name stands beside it.
  await page
    .locator('a[href="/catalog/default/component/checkout"]')
    .first()
    .click();
  await page
    .locator('a[href="/catalog/default/component/checkout/deployments"]')
    .first()
    .click();

  await expect(page.getByText(/running 1\.8\.2 in prod/i)).toBeVisible();
  await expect(
    page
      .getByText(/1\.9\.0 rolling out in staging|1\.9\.0 .* staging/i)
      .first(),
  ).toBeVisible();
  for (const cluster of ['dev', 'staging', 'prod']) {
    await expect(
      page.getByRole('region', { name: `${cluster} / shop-checkout` }),
    ).toBeVisible();
  }
  const production = page.getByRole('region', { name: 'prod / shop-checkout' });
  await expect(production).toContainText('1.8.2');
  await expect(production).toContainText('3 / 3 ready');
  await expect(production).toContainText('HPA');
});

test('opens a workload into its pods, revisions, logs, events, neighbours and YAML, each with a URL', async ({
  page,
}) => {
  const path = (part = '') =>
    deploymentsOf(
      'checkout',
      'prod',
      'shop-checkout',
      'Deployment',
      'checkout',
      part,
    );
  await page.goto(path());
  await expect(page.getByRole('row', { name: /checkout-/ })).toHaveCount(3);

  await page.goto(path('revisions'));
  await expect(page.getByText('current').first()).toBeVisible();
  await expect(
    page.getByText(/What changed from revision \d+ to \d+/),
  ).toBeVisible();

  await page.goto(path('logs'));
  await expect(page.getByRole('log')).toContainText('service=checkout');

  await page.goto(path('related'));
  await expect(
    page.getByText(/2 disruptions allowed|1 disruption allowed/),
  ).toBeVisible();

  await page.goto(path('yaml'));
  await expect(page.getByText('kind: Deployment').first()).toBeVisible();
  await expect(page.getByText('last-applied-configuration')).toHaveCount(0);
});

test('searches a log', async ({ page }) => {
  await page.goto(
    deploymentsOf(
      'checkout',
      'prod',
      'shop-checkout',
      'Deployment',
      'checkout',
      'logs',
    ),
  );
  await expect(page.getByRole('log')).toContainText('service=checkout');
  await page.getByRole('searchbox', { name: 'Search the log' }).fill('order');
  await expect(page.getByText(/^\d+ of \d+$/)).toBeVisible();
  await page
    .getByRole('searchbox', { name: 'Search the log' })
    .fill('never written by anybody');
  await expect(page.getByText('No match')).toBeVisible();
});

test('says so when a workload is not there', async ({ page }) => {
  await page.goto(
    deploymentsOf('checkout', 'prod', 'shop-checkout', 'Deployment', 'nothing'),
  );
  await expect(page.getByText('Deployment nothing is gone')).toBeVisible();
});
