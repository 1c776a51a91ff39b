import { expect, test } from '@playwright/test';
import { apiOf, deploymentsOf, signInAs } from './shop';

test('shows the successor of a deleted pod without reloading', async ({
  page,
}) => {
  await signInAs(page, 'omar');
  await page.goto(
    deploymentsOf('cart', 'prod', 'shop-checkout', 'Deployment', 'cart'),
  );
  const pods = page.getByRole('row', { name: /cart-/ });
  await expect(pods.first()).toBeVisible();
  await page.evaluate(() => Object.assign(window, { sameDocument: true }));

  const { core } = apiOf('prod');
  const { items } = await core.listNamespacedPod({
    namespace: 'shop-checkout',
    labelSelector: 'backstage.io/kubernetes-id=cart',
  });
  const name = items[0].metadata!.name!;
  await expect(page.getByText(name).first()).toBeVisible();
  await core.deleteNamespacedPod({ namespace: 'shop-checkout', name });

  await expect(page.getByText(name)).toHaveCount(0);
  await expect(pods).toHaveCount(items.length);
  expect(await page.evaluate(() => 'sameDocument' in window)).toBe(true);
});
