import { expect, type Locator, type Page } from '@playwright/test';

/** What takes a fault back, on the page of the sandbox. */
export function revertOf(page: Page, fault: string): Locator {
  return page.getByRole('button', { name: new RegExp(`^Revert "${fault}"`) });
}

/** Breaks a workload on the page of the sandbox. */
export async function breakWorkload(
  page: Page,
  what: { cluster: string; fault: string; workload: string },
): Promise<void> {
  await page.goto('/sandbox');
  const cluster = page.getByRole('region', { name: `Cluster ${what.cluster}` });
  await cluster.getByRole('button', { name: /Break/ }).first().click();
  await page.getByRole('option', { name: what.fault }).click();
  await cluster.getByRole('button', { name: /Workload/ }).click();
  await page
    .getByRole('option', { name: new RegExp(`^${what.workload}`) })
    .click();
  await cluster
    .getByRole('button', { name: `Break it in ${what.cluster}` })
    .click();
  await expect(revertOf(page, what.fault)).toBeVisible();
}
