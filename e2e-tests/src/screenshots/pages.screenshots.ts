import path from 'node:path';
import { expect, test } from '@playwright/test';
import { signInAs } from '../shop';
import { picturedPages } from './pages';

const directory = process.env.GROUNDCREW_SCREENSHOTS ?? 'docs/screenshots';

for (const theme of ['light', 'dark']) {
  for (const { act, name, path: address, settled } of picturedPages) {
    test(`${name} in the ${theme} theme`, async ({ page }) => {
      await signInAs(page, 'omar');
      await page.addInitScript(
        chosen => localStorage.setItem('theme', chosen),
        theme,
      );
      await page.goto(address);
      await act?.(page);
      await expect(page.getByText(settled).first()).toBeVisible({
        timeout: 45_000,
      });
      await expect(page.getByRole('progressbar')).toHaveCount(0);
      // A pointer over nothing, so that nothing is lit up.
      await page.mouse.move(0, 0);
      await page.screenshot({
        path: path.join(directory, `${name}-${theme}.png`),
        animations: 'disabled',
        caret: 'hide',
        // Where it ran is of no interest to others.
        mask: [page.getByText('export KUBECONFIG=')],
        maskColor: '#888',
      });
    });
  }
}
