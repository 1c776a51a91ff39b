import { spawnSync } from 'node:child_process';
import { expect, test } from '@playwright/test';
import { signInAs } from './shop';

/** What the bootstrap installs mkdocs with. */
function hasPython(): boolean {
  const { status } = spawnSync('python3', ['-c', 'import venv, ensurepip']);
  return status === 0;
}

test('shows the documentation of a component in its Docs tab', async ({
  page,
}) => {
  test.skip(!hasPython(), 'Python is not there to build documentation with');
  test.setTimeout(4 * 60_000);
  await signInAs(page, 'omar');
  // In a first run, mkdocs is still being installed, and the page says so until it is asked again.
  await expect(async () => {
    await page.goto('/catalog/default/component/groundcrew/docs');
    await expect(
      page.getByRole('heading', { name: 'Groundcrew', level: 1 }).last(),
    ).toBeVisible();
    await expect(
      page.getByRole('link', { name: 'Getting started' }).first(),
    ).toBeVisible({ timeout: 45_000 });
  }).toPass({ timeout: 3 * 60_000 });
  await page.getByRole('link', { name: 'Getting started' }).first().click();
  await expect(page.getByText('npm start').first()).toBeVisible();
});
