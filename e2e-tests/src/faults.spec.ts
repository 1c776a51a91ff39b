import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { breakWorkload, revertOf } from './breakWorkload';
import { faultsOf, signInAs } from './shop';

/** How long it may take until a fault shows in the cluster itself, and is believed. */
const SHOWS = { timeout: 45_000 };
/** Nothing may be wrong for a minute before it is over. */
const ENDS = { timeout: 120_000 };

async function seriousFindings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(
      ({ id, nodes }) =>
        `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
    );
}

test('shows an incident as it happens, with its cause, until it is over', async ({
  context,
  page,
}) => {
  test.setTimeout(5 * 60_000);
  await signInAs(page, 'omar');
  await page.goto(faultsOf('payments'));
  // What others broke may be getting over still.
  await expect(page.getByText(/^Nothing is wrong in/)).toBeVisible(ENDS);
  await page.evaluate(() => Object.assign(window, { sameDocument: true }));

  const sandbox = await context.newPage();
  await signInAs(sandbox, 'omar');
  const fault = 'Missing ConfigMap';
  await breakWorkload(sandbox, {
    cluster: 'staging',
    fault,
    workload: 'payments',
  });

  // Without reloading.
  await page.bringToFront();
  await expect(
    page.getByText(/^1 incident, P2 in staging|^1 incident, P3 in staging/),
  ).toBeVisible(SHOWS);
  const graph = page.getByRole('list', { name: 'What broke what' });
  await expect(graph.getByRole('listitem').first()).toContainText(
    /Cause.*Deployment payments/,
  );
  const evidence = page.getByRole('region', { name: 'Evidence' });
  await expect(evidence.getByText(/payments-config/).first()).toBeVisible();
  await expect(
    page.getByRole('region', { name: 'What changed' }).getByText(/deleted/),
  ).toBeVisible();
  expect(await seriousFindings(page)).toEqual([]);

  await page.getByRole('button', { name: 'Acknowledge' }).click();
  await expect(page.getByText('Acknowledged').first()).toBeVisible();
  await expect(page.getByText(/by omar/).first()).toBeVisible();

  await page
    .getByRole('link', { name: /^Incident \d+$/ })
    .first()
    .click();
  await expect(page).toHaveURL(/\/faults\/incidents\/\d+$/);
  await expect(
    page.getByRole('region', { name: 'Timeline' }).getByText('Acknowledged'),
  ).toBeVisible();
  await page.getByRole('button', { name: /^Post-mortem draft/ }).click();
  await expect(
    page.getByRole('region', { name: 'Draft in Markdown' }),
  ).toContainText('payments');
  await page.keyboard.press('Escape');

  await sandbox.bringToFront();
  await revertOf(sandbox, fault).click();
  await expect(revertOf(sandbox, fault)).toHaveCount(0);

  await page.bringToFront();
  await expect(
    page.getByText(/^Resolved .* ago: the cause was gone/),
  ).toBeVisible(ENDS);
  expect(await page.evaluate(() => 'sameDocument' in window)).toBe(true);

  await page.goto('/faults/history?entity=payments');
  await expect(page.getByRole('row', { name: /payments/ })).toContainText(
    'Resolved',
  );
});

test('shows a viewer what may be done, and why it may not', async ({
  context,
  page,
}) => {
  const sandbox = await context.newPage();
  await signInAs(sandbox, 'omar');
  const fault = 'Wrong image';
  // Where healing proposes and does not act: it would be over too soon.
  await breakWorkload(sandbox, { cluster: 'prod', fault, workload: 'emails' });
  try {
    await signInAs(page, 'vera');
    await page.goto('/faults?cluster=prod&entity=emails');
    await expect(page.getByText(/^1 incident is open/)).toBeVisible(SHOWS);
    await page
      .getByRole('row', { name: /emails/ })
      .getByRole('link')
      .first()
      .click();
    const acknowledge = page.getByRole('button', { name: 'Acknowledge' });
    await expect(acknowledge).toHaveAttribute('aria-disabled', 'true');
    // As a pointer comes from somewhere.
    await page.mouse.move(600, 700);
    await acknowledge.hover();
    await expect(
      page.getByText(/groundcrew\.incidents\.respond/).first(),
    ).toBeVisible();
  } finally {
    await sandbox.bringToFront();
    await revertOf(sandbox, fault).click();
  }
});
