import { expect, test } from '@playwright/test';
import { deploymentsOf, signInAs } from './shop';

const LOGS = ['shop-checkout', 'Deployment', 'checkout', 'logs'];

test('shows a viewer what runs, and not its logs', async ({ page }) => {
  await signInAs(page, 'vera');
  await page.goto(deploymentsOf('checkout', 'prod', ...LOGS));
  await expect(page.getByText('You may not read logs here.')).toBeVisible();
});

test('shows a developer the logs of the own team in dev', async ({ page }) => {
  await signInAs(page, 'dana');
  await page.goto(deploymentsOf('checkout', 'dev', ...LOGS));
  await expect(page.getByRole('log')).toContainText('service=checkout');
});
