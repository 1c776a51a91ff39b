import { prepareFaults } from '../detection/injectFaults';
import { faultKinds } from '../detection/faults';
import { quantile, report } from '../figures';
import { startLoadedLab } from '../load';
import { runBenchmark } from '../processes';
import { measureNotices, PATIENCE_MS } from './measureNotices';
import { measureStorm, prepareStorm } from './measureStorm';
import { NoticesBackend } from './NoticesBackend';

// Fewer only to try something out: what is reported is for 200, 2 and 100.
const DEPLOYMENTS = Number(process.argv[2] ?? 200);
const TIMES = Number(process.argv[3] ?? 2);
const PODS = Number(process.argv[4] ?? 100);

const log = (line: string) => console.log(line);

/** How soon people are told of faults, and how often of a dead node. */
runBenchmark(async cleanup => {
  const { lab, load } = await startLoadedLab({
    cleanup,
    deployments: DEPLOYMENTS,
    log,
  });
  const prepared = await prepareFaults(lab, {
    times: TIMES,
    kinds: faultKinds.filter(({ mayPass }) => !mayPass),
  });
  const services = await prepareStorm(lab, PODS);
  const backend = await NoticesBackend.start({
    cleanup,
    lab,
    pods: load.pods,
    // One after the other, so many faults in so short a time would be told as one.
    notifications: { storm: { incidents: 100_000 } },
  });
  log(`${prepared.length} faults prepared beside ${load.pods} pods`);
  const told = await measureNotices({ backend, prepared, log });
  await backend.stop();

  const another = await NoticesBackend.start({
    cleanup,
    lab,
    pods: load.pods,
    notifications: {},
  });
  const storm = await measureStorm(another, lab, services);
  await another.stop();

  console.table(
    told.map(({ kind, milliseconds }) => ({
      kind,
      ms: milliseconds === undefined ? 'never' : Math.round(milliseconds),
    })),
  );
  console.table([
    {
      peer: 'Alertmanager',
      'until it is sent': '30 s (group_wait), after what the rule waits for',
      source: 'its default configuration',
    },
    {
      peer: 'kubernetes-mixin',
      'until it is sent': '15 min: pods not ready, replicas missing',
      source: 'its alerting rules',
    },
  ]);
  const times = told.map(({ milliseconds = PATIENCE_MS }) => milliseconds);
  const p95 = Math.round(quantile(times, 0.95));
  const reached = told.filter(each => each.milliseconds !== undefined).length;
  report(
    {
      p50: Math.round(quantile(times, 0.5)),
      p95,
      max: Math.round(Math.max(...times)),
      told: reached,
      injected: told.length,
      storm,
    },
    [
      { figure: 'p95', value: p95, below: 5_000 },
      { figure: 'told', value: reached, atLeast: told.length },
      { figure: 'storm.incidents', value: storm.incidents, atMost: 1 },
      { figure: 'storm.notifications', value: storm.notifications, atMost: 1 },
    ],
  );
});
