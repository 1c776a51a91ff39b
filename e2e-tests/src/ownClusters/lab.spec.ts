import { rm } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { createFolder, enter, startApp, url } from './app';
import type { Command } from './Command';

let folder: string;
let app: Command | undefined;

test.beforeAll(async () => {
  test.setTimeout(10 * 60_000);
  folder = await createFolder();
  app = await startApp(folder, ['--lab']);
});

test.afterAll(async () => {
  await app?.stop();
  await rm(folder, { recursive: true, force: true });
});

test('shows a real control plane with its version and its nodes', async ({
  page,
}) => {
  expect(app?.output).toContain('export KUBECONFIG=');
  await enter(page);
  await page.getByRole('link', { name: 'Clusters' }).click();
  await expect(page.getByText('v1.34').first()).toBeVisible();
  await page.getByRole('link', { name: 'lab', exact: true }).click();
  const nodes = page.getByRole('region', { name: 'Nodes' });
  for (const node of ['node-1', 'node-2']) {
    await expect(nodes).toContainText(node);
  }
  await expect(nodes).toContainText('Ready');
});

test('runs an example in it', async ({ page }) => {
  await enter(page);
  await page.goto(`${url}/catalog/default/component/hello/deployments`);
  await expect(page.getByRole('region', { name: 'lab / hello' })).toContainText(
    '2 / 2 ready',
  );
});
