import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { kubeconfigPath, signInAs } from './shop';

test('shows the fleet, and a cluster with its nodes', async ({ page }) => {
  await signInAs(page, 'vera');
  await page.goto('/');
  await page.getByRole('link', { name: 'Clusters' }).click();
  for (const cluster of ['dev', 'staging', 'prod']) {
    await expect(
      page.getByRole('link', { name: cluster, exact: true }),
    ).toBeVisible();
  }
  await expect(
    page.getByRole('img', { name: /Health \d+ of 100/ }),
  ).toHaveCount(3);
  await expect(
    page.getByRole('link', { name: 'Register a cluster' }),
  ).toHaveCount(0);

  await page.getByRole('link', { name: 'prod', exact: true }).click();
  await expect(page).toHaveURL(/\/clusters\/prod$/);
  await expect(page.getByRole('region', { name: 'Nodes' })).toContainText(
    'Ready',
  );
  await expect(
    page.getByRole('region', { name: 'What is watched' }),
  ).toContainText('Deployment');
});

test('tests a connection and registers it', async ({ page }) => {
  await signInAs(page, 'omar');
  await page.goto('/clusters');
  await page.getByRole('link', { name: 'Register a cluster' }).click();
  await expect(page.getByText('kind: ClusterRole').first()).toBeVisible();

  const kubeconfig = page.getByLabel('Kubeconfig', { exact: true });
  await kubeconfig.fill('users: [');
  await page.getByRole('button', { name: 'Test the connection' }).click();
  await expect(page.getByText(/not YAML|YAML/).first()).toBeVisible();

  await kubeconfig.fill(await readFile(kubeconfigPath(), 'utf8'));
  await page.getByLabel('Context').fill('dev');
  await page.getByRole('button', { name: 'Test the connection' }).click();
  await expect(page.getByText(/This connection works/)).toBeVisible();

  await page.getByLabel('Name', { exact: false }).first().fill('edge');
  await page.getByRole('button', { name: 'Register', exact: true }).click();
  await expect(page).toHaveURL(/\/clusters\/edge$/);
  await expect(page.getByRole('heading', { name: 'edge' })).toBeVisible();
  await expect(page.getByText(/Live/).first()).toBeVisible();
});

test('refuses a kubeconfig that would run a command', async ({ page }) => {
  await signInAs(page, 'omar');
  await page.goto('/clusters/_register');
  await page.getByLabel('Kubeconfig', { exact: true }).fill(`apiVersion: v1
kind: Config
current-context: c
contexts: [{ name: c, context: { cluster: c, user: u } }]
clusters: [{ name: c, cluster: { server: "https://203.0.113.1" } }]
users: [{ name: u, user: { exec: { command: touch } } }]
`);
  await page.getByRole('button', { name: 'Test the connection' }).click();
  await expect(page.getByText(/exec/).first()).toBeVisible();
  await expect(page.getByText('This connection works')).toHaveCount(0);
});

test('says since when a cluster is unreachable, leaves the others alone, and recovers', async ({
  page,
}) => {
  await signInAs(page, 'omar');
  await page.goto('/sandbox');
  const staging = page.getByRole('region', { name: 'Cluster staging' });
  await staging.getByRole('button', { name: /Break/ }).first().click();
  await page.getByRole('option', { name: 'Unreachable cluster' }).click();
  await staging.getByRole('button', { name: 'Break it in staging' }).click();
  await expect(
    page.getByRole('button', { name: /^Revert "Unreachable cluster"/ }),
  ).toBeVisible();

  await page.goto('/clusters');
  await expect(page.getByText(/Unreachable (for|since)/)).toHaveCount(1);
  await expect(page.getByText('Live', { exact: true }).first()).toBeVisible();

  await page.goto('/sandbox');
  await page
    .getByRole('button', { name: /^Revert "Unreachable cluster"/ })
    .click();
  await page.goto('/clusters');
  await expect(page.getByText(/Unreachable (for|since)/)).toHaveCount(0, {
    timeout: 45_000,
  });
});
