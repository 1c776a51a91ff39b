import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { breakWorkload, revertOf } from './breakWorkload';
import { apiOf, signInAs } from './shop';

/** How long it may take until a fault shows in the cluster itself, and is believed. */
const SHOWS = { timeout: 60_000 };
/** Nothing may be wrong for a minute before it is over, and in dev an operation has to be done. */
const ENDS = { timeout: 180_000 };

/** What no other test has healed: automations leave alone for a while what they have changed. */
const CART = { namespace: 'shop-checkout', name: 'cart' };

/** The image that the Deployment is to run in dev. */
async function imageOf(): Promise<string | undefined> {
  const { spec } = await apiOf('dev').apps.readNamespacedDeployment(CART);
  return spec?.template.spec?.containers[0].image;
}

/** Sets it, as `kubectl set image` does. */
async function setImage(image: string): Promise<void> {
  await apiOf('dev').apps.patchNamespacedDeployment({
    ...CART,
    body: [
      {
        op: 'replace',
        path: '/spec/template/spec/containers/0/image',
        value: image,
      },
    ],
  });
}

/** The page of the incident of a workload in a cluster that is not over. */
async function openIncident(
  page: Page,
  cluster: string,
  workload: string,
): Promise<string> {
  await page.goto(`/faults?cluster=${cluster}`);
  const incident = page.getByRole('row', { name: new RegExp(workload) });
  await expect(incident).toBeVisible(SHOWS);
  await incident.getByRole('link').first().click();
  await expect(page).toHaveURL(/\/faults\/incidents\/\d+/);
  return new URL(page.url()).pathname;
}

test('tells the owner once of what breaks in prod, and nobody of what heals in dev', async ({
  context,
  page,
}) => {
  test.setTimeout(6 * 60_000);
  await signInAs(page, 'olivia');
  const sandbox = await context.newPage();
  await signInAs(sandbox, 'omar');
  const fault = 'Missing ConfigMap';
  const before = await imageOf();
  expect(before).toBeDefined();
  try {
    // No registry of the sandbox has such a tag.
    await setImage(`${before?.replace(/:[^:/@]+$/, '')}:does-not-exist`);
    await breakWorkload(sandbox, {
      cluster: 'prod',
      fault,
      workload: 'payments',
    });

    await page.bringToFront();
    const inDev = await openIncident(page, 'dev', 'cart');
    const inProd = await openIncident(page, 'prod', 'payments');
    const told = page.getByRole('region', { name: 'Told' });
    // The catalog of a backend that has just been started may know the owner a minute later.
    await expect(told.getByText('To checkout.')).toBeVisible(ENDS);
    await expect(told).toContainText(
      /Escalates to .+ in .+ unless somebody acknowledges/,
    );
    await expect(
      page
        .getByRole('region', { name: 'Timeline' })
        .getByText(/^Told .*checkout/),
    ).toBeVisible();
    const { violations } = await new AxeBuilder({ page })
      .include('article')
      .analyze();
    expect(
      violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .map(({ id, nodes }) => `${id}: ${nodes[0].target.join(' ')}`),
    ).toEqual([]);

    // The notification leads to the incident.
    await page.goto('/notifications');
    const ofPayments = page.getByRole('link', { name: /payments in prod: / });
    await expect(ofPayments).toHaveCount(1);
    await ofPayments.click();
    await expect(page).toHaveURL(new RegExp(`${inProd}$`));

    await sandbox.bringToFront();
    await revertOf(sandbox, fault).click();
    await expect(revertOf(sandbox, fault)).toHaveCount(0);
    await page.bringToFront();
    await expect(told).toContainText('It is over.', ENDS);

    await page.goto(inDev);
    await expect(
      page
        .getByRole('region', { name: 'Told' })
        .getByText('It healed before anybody was told.'),
    ).toBeVisible(ENDS);

    // Still one, and what it says is new.
    await page.goto('/notifications');
    await expect(
      page.getByRole('link', { name: /Over: payments in prod: / }),
    ).toHaveCount(1);
    await expect(ofPayments).toHaveCount(1);
    await expect(page.getByText(/cart in dev/)).toHaveCount(0);
  } finally {
    if (before && (await imageOf()) !== before) {
      await setImage(before);
    }
    await sandbox.goto('/sandbox');
    const revert = revertOf(sandbox, fault);
    await sandbox
      .getByRole('region', { name: 'Cluster prod' })
      .waitFor({ state: 'visible' });
    if ((await revert.count()) > 0) {
      await revert.first().click();
    }
  }
});
