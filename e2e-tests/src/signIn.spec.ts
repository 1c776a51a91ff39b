import { expect, test } from '@playwright/test';

test('offers the four people of the shop, and signs in as one of them', async ({
  page,
}) => {
  await page.goto('/');
  for (const persona of ['dana', 'olivia', 'omar', 'vera']) {
    await expect(page.getByTestId(`persona-${persona}`)).toBeVisible();
  }
  await page.getByTestId('persona-dana').click();
  await expect(page.getByRole('link', { name: 'Settings' })).toBeVisible();
  await page.goto('/catalog/default/component/checkout');
  await expect(page.getByRole('heading', { name: 'Checkout' })).toBeVisible();
});
