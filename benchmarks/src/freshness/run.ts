import { setTimeout as sleep } from 'node:timers/promises';
import { createLoad, Lab } from '@groundcrew/lab';
import { chromium } from 'playwright-core';
import { quantile, report } from '../figures';
import { runBenchmark, type Cleanup } from '../processes';
import { changeKinds, type ChangeKind } from './changes';
import { disturb } from './disturb';
import { CLUSTER, startApp } from './startApp';
import { TabPage } from './TabPage';

// Fewer only to try something out: what is reported is for 240.
const CHANGES = Number(process.argv[2] ?? 240);
const DEPLOYMENTS = 500;
const PODS_PER_DEPLOYMENT = 10;
/** Of each kind, first: until everything is compiled and connected. */
const WARM_UP = 5;
// Apart from each other, so that each is shown on its own, but some so close that the second has to wait for its turn.
const PAUSE_MS = { least: 100, most: 600 };
const DISTURBANCE = { perSecond: 5 };

type Latencies = { kind: ChangeKind; milliseconds: number[] };

/** How long a change of a cluster takes until somebody sees it in the Deployments tab. */
runBenchmark(async cleanup => {
  const lab = await Lab.start({ nodes: 0, kwok: false, controllers: false });
  cleanup.defer(() => lab.stop());
  const load = await createLoad(lab, {
    deployments: DEPLOYMENTS,
    podsPerDeployment: PODS_PER_DEPLOYMENT,
    direct: true,
    log: line => console.log(line),
  });
  const [looked, ...others] = load.deployments;
  const page = await openApp(cleanup, { lab, entityId: looked.entityId });
  const kinds = await changeKinds(lab, looked);

  const disturbance = disturb(lab, others, DISTURBANCE);
  cleanup.defer(() => disturbance.end());
  const latencies: Latencies[] = [];
  const tab = `/catalog/default/component/${looked.entityId}/deployments`;
  for (const [where, path] of [
    ['overview', tab],
    [
      'workload',
      `${tab}/${CLUSTER}/${looked.namespace}/Deployment/${looked.name}`,
    ],
  ]) {
    await page.open(path, `/ ${PODS_PER_DEPLOYMENT} ready`);
    const here = kinds.filter(kind => kind.page === where);
    await measure(lab, page, here, WARM_UP);
    latencies.push(
      ...(await measure(lab, page, here, Math.ceil(CHANGES / kinds.length))),
    );
  }
  console.log(
    `${load.pods} pods; besides, ${await disturbance.end()} changes of others`,
  );
  print(latencies, load.pods);
});

async function openApp(
  cleanup: Cleanup,
  { lab, entityId }: { lab: Lab; entityId: string },
): Promise<TabPage> {
  const url = await startApp({ cleanup, lab, entityId });
  const browser = await chromium.launch({
    executablePath: process.env.GROUNDCREW_CHROMIUM ?? '/usr/bin/chromium',
    // Chromium's own sandbox does not work for root, as in most CI.
    chromiumSandbox: process.getuid?.() !== 0,
    // It is ended with everything else.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
  cleanup.defer(() => browser.close());
  return await TabPage.signIn(browser, url);
}

/** Makes so many changes of each kind in turn, and waits for each to be seen. */
async function measure(
  lab: Lab,
  page: TabPage,
  kinds: ChangeKind[],
  each: number,
): Promise<Latencies[]> {
  const latencies = kinds.map(
    (kind): Latencies => ({ kind, milliseconds: [] }),
  );
  for (let i = 0; i < each; i++) {
    for (const { kind, milliseconds } of latencies) {
      const { request, ...expected } = kind.next();
      const seenAt = await page.watchFor(expected);
      const sentAt = Date.now();
      await lab.client.request(request);
      milliseconds.push((await seenAt()) - sentAt);
      const { least, most } = PAUSE_MS;
      await sleep(least + Math.random() * (most - least));
    }
  }
  return latencies;
}

function print(latencies: Latencies[], pods: number) {
  const all = latencies.flatMap(({ milliseconds }) => milliseconds);
  const row = (change: string, page: string, milliseconds: number[]) => ({
    change,
    page,
    n: milliseconds.length,
    'p50 ms': quantile(milliseconds, 0.5),
    'p95 ms': quantile(milliseconds, 0.95),
    'p99 ms': quantile(milliseconds, 0.99),
    'max ms': Math.max(...milliseconds),
  });
  console.table([
    ...latencies.map(({ kind, milliseconds }) =>
      row(kind.name, kind.page, milliseconds),
    ),
    row('all', '', all),
  ]);
  const p95 = quantile(all, 0.95);
  report(
    {
      p50: quantile(all, 0.5),
      p95,
      p99: quantile(all, 0.99),
      n: all.length,
      pods,
    },
    [{ figure: 'p95, ms', value: p95, below: 1_000 }],
  );
}
