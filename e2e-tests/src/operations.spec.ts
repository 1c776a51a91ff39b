import { expect, test, type Browser, type Page } from '@playwright/test';
import { apiOf, deploymentsOf, signInAs, type Persona } from './shop';

const workload = (cluster: string) =>
  deploymentsOf('checkout', cluster, 'shop-checkout', 'Deployment', 'checkout');

async function pageOf(browser: Browser, persona: Persona): Promise<Page> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await signInAs(page, persona);
  return page;
}

const restartedAt = async (cluster: 'dev' | 'prod') => {
  const { spec } = await apiOf(cluster).apps.readNamespacedDeployment({
    namespace: 'shop-checkout',
    name: 'checkout',
  });
  return spec?.template.metadata?.annotations?.[
    'kubectl.kubernetes.io/restartedAt'
  ];
};

test('restarts a service in dev, and follows it to the end', async ({
  page,
}) => {
  await signInAs(page, 'dana');
  await page.goto(workload('dev'));
  await page.getByRole('button', { name: /^Restart/ }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText(/Replaces 2 pods of checkout/)).toBeVisible();
  await expect(
    dialog.getByText('The API server was asked: this is what it would write.'),
  ).toBeVisible();
  expect(await restartedAt('dev')).toBeUndefined();
  await dialog.getByRole('button', { name: 'Run' }).click();
  await expect(dialog.getByText('Change the pod template')).toBeVisible();
  expect(await restartedAt('dev')).toBeDefined();
  await dialog.getByRole('link', { name: 'Open its page' }).click();
  await expect(page).toHaveURL(/\/operations\/[0-9a-f-]{36}$/);
  await expect(
    page.getByRole('heading', { name: 'Restart checkout' }),
  ).toBeVisible();
});

test('asks the owners of a service in prod, who approve it', async ({
  browser,
}) => {
  const dana = await pageOf(browser, 'dana');
  await dana.goto(workload('prod'));
  await dana.getByRole('button', { name: /^Restart/ }).click();
  const dialog = dana.getByRole('dialog');
  const ask = dialog.getByRole('button', { name: 'Ask for approval' });
  await dialog.getByLabel(/Reason/).fill('It leaks memory');
  await ask.click();
  await expect(dialog.getByText('Waiting for approval')).toBeVisible();
  expect(await restartedAt('prod')).toBeUndefined();

  const olivia = await pageOf(browser, 'olivia');
  await olivia.goto('/operations');
  await olivia.getByText(/^Waiting for you/).click();
  await expect(olivia.getByText(/It leaks memory/).first()).toBeVisible();
  await olivia
    .getByRole('button', { name: 'Look at it and decide' })
    .first()
    .click();
  await expect(olivia.getByText(/Replaces 3 pods/).first()).toBeVisible();
  await olivia.getByRole('button', { name: 'Approve' }).first().click();

  // Without reloading.
  await expect(dialog.getByText('Succeeded')).toBeVisible({ timeout: 120_000 });
  expect(await restartedAt('prod')).toBeDefined();

  await olivia.goto('/catalog/default/component/checkout');
  await expect(
    olivia.getByRole('link', { name: 'Restart checkout' }).first(),
  ).toBeVisible();
});

test('shows a viewer the verbs with what forbids them', async ({ page }) => {
  await signInAs(page, 'vera');
  await page.goto(workload('prod'));
  const restart = page.getByRole('button', { name: /^Restart/ });
  await expect(restart).toHaveAttribute('aria-disabled', 'true');
  // As a pointer comes from somewhere.
  await page.mouse.move(600, 700);
  await restart.hover();
  await expect(
    page.getByText(/groundcrew\.operations\.run/).first(),
  ).toBeVisible();
});

test('scales what no autoscaler sizes, and takes that back', async ({
  page,
}) => {
  await signInAs(page, 'omar');
  await page.goto(workload('dev'));
  await page.getByRole('button', { name: /^Scale/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: /Replicas/ }).fill('3');
  await dialog.getByLabel(/Reason/).fill('A busy day');
  await dialog.getByRole('button', { name: 'Run' }).click();
  await expect(dialog.getByText('Succeeded')).toBeVisible({ timeout: 120_000 });
  await dialog.getByRole('button', { name: 'Undo' }).click();
  const undo = page.getByRole('dialog').last();
  await expect(undo).toContainText(/replicas: 2/);
  await undo.getByLabel(/Reason/).fill('The day is over');
  await undo.getByRole('button', { name: 'Run' }).click();
  await expect(undo.getByText('Succeeded')).toBeVisible({ timeout: 120_000 });
  const { spec } = await apiOf('dev').apps.readNamespacedDeployment({
    namespace: 'shop-checkout',
    name: 'checkout',
  });
  expect(spec?.replicas).toBe(2);
});

test('says whether the audit trail is whole', async ({ page }) => {
  await signInAs(page, 'omar');
  await page.goto('/operations');
  await page.getByRole('button', { name: 'Verify audit trail' }).click();
  await expect(page.getByText(/is whole/i).first()).toBeVisible();
});
