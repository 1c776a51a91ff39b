import { expect, test } from '@playwright/test';

test('offers the four people of the shop, and signs in as one of them', async ({
  page,
}) => {
  await page.goto('/');
  for (const name of ['Dana', 'Olivia', 'Omar', 'Vera']) {
    await expect(page.getByText(new RegExp(name)).first()).toBeVisible();
  }
  await page.getByTestId('persona-dana').click();
  await expect(
    page.getByRole('link', { name: 'Checkout', exact: true }).first(),
  ).toBeVisible({ timeout: 60_000 });
});
