import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { deploymentsOf, faultsOf, signInAs } from './shop';

const WORKLOAD = deploymentsOf(
  'checkout',
  'prod',
  'shop-checkout',
  'Deployment',
  'checkout',
);

const pages: [string, string, RegExp][] = [
  [
    'the Deployments tab',
    deploymentsOf('checkout'),
    /running 1\.8\.2 in prod/i,
  ],
  ['the pods of a workload', WORKLOAD, /checkout-/],
  ['its revisions', `${WORKLOAD}/revisions`, /What changed from revision/],
  ['its logs', `${WORKLOAD}/logs`, /service=checkout/],
  ['its events', `${WORKLOAD}/events`, /event/i],
  ['its neighbours', `${WORKLOAD}/related`, /disruptions? allowed/],
  ['its YAML', `${WORKLOAD}/yaml`, /kind: Deployment/],
  ['the fleet page', '/clusters', /clusters/i],
  ['a cluster', '/clusters/prod', /What is watched/],
  ['the registration of a cluster', '/clusters/_register', /kind: ClusterRole/],
  ['the Faults tab', faultsOf('checkout'), /Objective/],
  ['the Incidents page', '/faults', /When and where/],
  ['incidents that are over', '/faults/history', /Also muted ones/],
  ['alerts', '/faults/alerts', /No alert has come/],
  ['detectors', '/faults/detectors', /How much detectors ask/],
  ['healing', '/faults/healing', /Roll back a release that crashes/],
  ['runbooks', '/faults/runbooks', /An image cannot be pulled/],
  ['a runbook', '/faults/runbooks/image-pull', /It helped when/],
  ['mutes', '/faults/mutes', /Nothing is muted/],
  ['the Operations page', '/operations', /Asked by|Waiting for you/],
  ['the sandbox', '/sandbox', /The same clusters, in a terminal/],
];

for (const theme of ['light', 'dark']) {
  for (const [what, path, settled] of pages) {
    test(`${what} has no serious accessibility findings in the ${theme} theme`, async ({
      page,
    }) => {
      await signInAs(page, 'omar');
      await page.addInitScript(
        name => localStorage.setItem('theme', name),
        theme,
      );
      await page.goto(path);
      await expect(
        page
          .getByRole('main')
          .or(page.locator('body'))
          .getByText(settled)
          .first(),
      ).toBeVisible();
      const { violations } = await new AxeBuilder({ page })
        // Thousands of lines of a log look like its last ones.
        .exclude('[role=log] > * > :not(:last-child)')
        .analyze();
      const serious = violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .map(
          ({ id, nodes }) =>
            `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
        );
      expect(serious).toEqual([]);
    });
  }
}
