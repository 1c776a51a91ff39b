import { setTimeout as sleep } from 'node:timers/promises';
import type { Lab } from '@groundcrew/lab';
import { chromium } from 'playwright-core';
import { quantile, report } from '../figures';
import { PODS_PER_DEPLOYMENT, startLoadedLab } from '../load';
import { runBenchmark, type Cleanup } from '../processes';
import { changeKinds, type ChangeKind } from './changes';
import { disturb } from './disturb';
import { CLUSTER, startApp } from './startApp';
import { TabPage, type Seen } from './TabPage';

// Fewer only to try something out: what is reported is for 240.
const CHANGES = Number(process.argv[2] ?? 240);
const DEPLOYMENTS = 500;
/** Of each kind, first: until everything is compiled and connected. */
const WARM_UP = 5;
// Apart from each other, so that each is shown on its own, but some so close that the second has to wait for its turn.
const PAUSE_MS = { least: 100, most: 600 };
const DISTURBANCE = { perSecond: 5 };

/** A change, and when it came where, in milliseconds of the epoch. */
interface Timed extends Seen {
  kind: ChangeKind;
  sentAt: number;
  /** The API server had answered. */
  storedAt: number;
}

/** How long a change of a cluster takes until somebody sees it in the Deployments tab. */
runBenchmark(async cleanup => {
  const { lab, load } = await startLoadedLab({
    cleanup,
    deployments: DEPLOYMENTS,
    log: line => console.log(line),
  });
  const [looked, ...others] = load.deployments;
  const page = await openApp(cleanup, { lab, entityId: looked.entityId });
  const kinds = await changeKinds(lab, looked);

  const disturbance = disturb(lab, others, DISTURBANCE);
  cleanup.defer(() => disturbance.end());
  const timed: Timed[] = [];
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
    timed.push(
      ...(await measure(lab, page, here, Math.ceil(CHANGES / kinds.length))),
    );
  }
  console.log(
    `${load.pods} pods; besides, ${await disturbance.end()} changes of others`,
  );
  print(timed, kinds, load.pods);
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
): Promise<Timed[]> {
  const timed: Timed[] = [];
  for (let i = 0; i < each; i++) {
    for (const kind of kinds) {
      const { request, ...expected } = kind.next();
      const seen = await page.watchFor(expected);
      const sentAt = Date.now();
      await lab.client.request(request);
      const storedAt = Date.now();
      timed.push({ kind, sentAt, storedAt, ...(await seen()) });
      const { least, most } = PAUSE_MS;
      await sleep(least + Math.random() * (most - least));
    }
  }
  return timed;
}

function print(timed: Timed[], kinds: ChangeKind[], pods: number) {
  const row = (change: string, page: string, of: Timed[]) => ({
    change,
    page,
    n: of.length,
    'p50 ms': spent(of, 'sentAt', 'seenAt', 0.5),
    'p95 ms': spent(of, 'sentAt', 'seenAt', 0.95),
    'p99 ms': spent(of, 'sentAt', 'seenAt', 0.99),
    // Where the median goes.
    stored: spent(of, 'sentAt', 'storedAt', 0.5),
    signalled: spent(of, 'storedAt', 'askedAt', 0.5),
    read: spent(of, 'askedAt', 'answeredAt', 0.5),
    rendered: spent(of, 'answeredAt', 'seenAt', 0.5),
  });
  console.table([
    ...kinds.map(kind => {
      const ofKind = timed.filter(one => one.kind === kind);
      return row(kind.name, kind.page, ofKind);
    }),
    row('all', '', timed),
  ]);
  const [p50, p95, p99] = [0.5, 0.95, 0.99].map(share =>
    spent(timed, 'sentAt', 'seenAt', share),
  );
  report({ p50, p95, p99, n: timed.length, pods }, [
    { figure: 'p95, ms', value: p95, below: 1_000 },
  ]);
}

type Moment = Exclude<keyof Timed, 'kind'>;

/** How long it took from one moment to another, in whole milliseconds. */
function spent(
  timed: Timed[],
  from: Moment,
  to: Moment,
  share: number,
): number {
  const milliseconds = timed.map(one => one[to] - one[from]);
  return Math.round(quantile(milliseconds, share));
}
