import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import {
  KubeConfig,
  KubernetesObjectApi,
  loadAllYaml,
} from '@kubernetes/client-node';
import { expect, test } from '@playwright/test';
import { createFolder, enter, startApp, url } from './app';
import { Command } from './Command';
import { repositoryRoot } from './repositoryRoot';

const example = path.resolve(
  repositoryRoot(),
  'examples/own-clusters/kubernetes.yaml',
);
let folder: string;
let lab: Command | undefined;
let app: Command | undefined;

test.beforeAll(async () => {
  test.setTimeout(10 * 60_000);
  folder = await createFolder();
  const kubeconfig = path.join(folder, 'kubeconfig');
  lab = await Command.start(
    'scripts/lab.mjs',
    ['--nodes', '2', '--kubeconfig', kubeconfig],
    /Ctrl-C ends it/,
  );
  await addContext(kubeconfig, 'not-wanted');
  app = await startApp(folder, [
    '--kubeconfig',
    kubeconfig,
    '--context',
    'lab',
  ]);
});

test.afterAll(async () => {
  await app?.stop();
  await lab?.stop();
  await rm(folder, { recursive: true, force: true });
});

/** A second name for the same cluster. */
async function addContext(kubeconfig: string, name: string): Promise<void> {
  const text = await readFile(kubeconfig, 'utf8');
  await writeFile(
    kubeconfig,
    text.replace(
      /^contexts:$/m,
      `contexts:\n- name: ${name}\n  context: { cluster: lab, user: lab-admin }`,
    ),
  );
}

/** `kubectl apply`, for what is not there yet. */
async function create(file: string): Promise<void> {
  const kubeConfig = new KubeConfig();
  kubeConfig.loadFromFile(path.join(folder, 'kubeconfig'));
  const api = KubernetesObjectApi.makeApiClient(kubeConfig);
  for (const object of loadAllYaml(await readFile(file, 'utf8'))) {
    await api.create(object);
  }
}

test('shows the clusters of the contexts that were named, and nothing of the sandbox', async ({
  page,
}) => {
  await page.goto(url);
  await expect(page.getByRole('button', { name: 'Enter' })).toBeVisible();
  await expect(page.getByTestId(/^persona-/)).toHaveCount(0);

  await enter(page);
  await expect(page.getByRole('link', { name: 'Sandbox' })).toHaveCount(0);
  await page.getByRole('link', { name: 'Clusters' }).click();
  await expect(
    page.getByRole('link', { name: 'lab', exact: true }),
  ).toBeVisible();
  await expect(page.getByText('v1.34').first()).toBeVisible();
  await expect(page.getByText('not-wanted')).toHaveCount(0);

  await page.goto(`${url}/sandbox`);
  await expect(page.getByText('The same clusters, in a terminal')).toHaveCount(
    0,
  );
  await expect(page.getByText(/404/).first()).toBeVisible();
});

test('teaches how a component finds its workloads, and shows them as soon as they run', async ({
  page,
}) => {
  await enter(page);
  await page.getByRole('link', { name: 'Hello', exact: true }).first().click();
  await page
    .locator('a[href="/catalog/default/component/hello/deployments"]')
    .first()
    .click();
  await expect(
    page.getByText('backstage.io/kubernetes-id', { exact: false }).first(),
  ).toBeVisible();

  await create(example);
  const hello = page.getByRole('region', { name: 'lab / hello' });
  await expect(hello).toContainText('2 / 2 ready', { timeout: 45_000 });
  await expect(hello).toContainText('1.27');
});
