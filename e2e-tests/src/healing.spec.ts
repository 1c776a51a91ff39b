import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { apiOf, signInAs } from './shop';

/** How long it may take until a fault shows in the cluster itself, and is believed. */
const SHOWS = { timeout: 60_000 };
/** An operation has to be done, and nothing may be wrong for a minute before it is over. */
const ENDS = { timeout: 240_000 };

const EMAILS = { namespace: 'shop-checkout', name: 'emails' };

/** The image that the Deployment is to run in dev. */
async function imageOf(): Promise<string | undefined> {
  const { spec } = await apiOf('dev').apps.readNamespacedDeployment(EMAILS);
  return spec?.template.spec?.containers[0].image;
}

/** Sets it, as `kubectl set image` does. */
async function setImage(image: string): Promise<void> {
  await apiOf('dev').apps.patchNamespacedDeployment({
    ...EMAILS,
    body: [
      {
        op: 'replace',
        path: '/spec/template/spec/containers/0/image',
        value: image,
      },
    ],
  });
}

test('shows what heals by itself, and what it does about a release without an image', async ({
  page,
}) => {
  test.setTimeout(7 * 60_000);
  await signInAs(page, 'omar');
  await page.goto('/faults');
  await page.getByRole('link', { name: 'Healing', exact: true }).click();
  await expect(page).toHaveURL(/\/faults\/healing$/);
  await expect(
    page.getByText(/polic(y acts|ies act) by/).first(),
  ).toBeVisible();
  await expect(
    page.getByRole('row', { name: /Roll back to an image that exists/ }),
  ).toContainText('Act');
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(
    violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes[0].target.join(' ')}`),
  ).toEqual([]);

  const before = await imageOf();
  expect(before).toBeDefined();
  try {
    // No registry of the sandbox has such a tag.
    await setImage(`${before?.replace(/:[^:/@]+$/, '')}:does-not-exist`);
    // It may be getting over by the time that it is looked at.
    await page.goto('/faults?cluster=dev');
    const incident = page.getByRole('row', { name: /emails/ });
    await expect(incident).toBeVisible(SHOWS);
    await incident.getByRole('link').first().click();
    const healing = page.getByRole('region', { name: 'Healing' });
    await expect(healing).toContainText(/roll-back-image/, SHOWS);
    // Without reloading, from the attempt to the end.
    await expect(
      healing.getByRole('link', { name: /^Open the operation/ }),
    ).toBeVisible(SHOWS);
    await expect(healing.getByText('Healed').first()).toBeVisible(ENDS);
    await expect(
      page.getByText(/^Resolved .* ago: the cause was gone/),
    ).toBeVisible(ENDS);
    expect(await imageOf()).toBe(before);
  } finally {
    if (before && (await imageOf()) !== before) {
      await setImage(before);
    }
  }
});
