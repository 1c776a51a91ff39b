import { startLoadedLab } from '../load';
import { runBenchmark } from '../processes';
import { COMPRESSION, HOUR_OF_CHURN } from './controls';
import { DetectionBackend } from './DetectionBackend';
import { prepareFaults } from './injectFaults';
import { measureControls } from './measureControls';
import { measureInjections } from './measureInjections';
import { printFigures, printKinds } from './printFigures';

// Fewer only to try something out: what is reported is for 500 and 10.
const DEPLOYMENTS = Number(process.argv[2] ?? 500);
const TIMES = Number(process.argv[3] ?? 10);
const TOWNS = 4;
/** So that mended faults are resolved before the end; by default it takes a minute. */
const QUIET_SECONDS = 2;

const log = (line: string) => console.log(line);

/** How soon faults are told of, and whether anything is told of that is none. */
runBenchmark(async cleanup => {
  const { lab, load } = await startLoadedLab({
    cleanup,
    deployments: DEPLOYMENTS,
    log,
  });
  const prepared = await prepareFaults(lab, { times: TIMES });
  const backend = await DetectionBackend.start({
    cleanup,
    lab,
    pods: load.pods,
    quietSeconds: QUIET_SECONDS,
  });
  log(`${prepared.length} faults prepared beside ${load.pods} pods`);
  const injections = await measureInjections({
    backend,
    lab,
    load,
    prepared,
    log,
  });
  printKinds(injections.detected);
  await backend.stop();
  await lab.stop();

  const controls = await measureControls({
    cleanup,
    deployments: DEPLOYMENTS,
    towns: TOWNS,
    log,
  });
  log(
    `churn: ${JSON.stringify(HOUR_OF_CHURN)}, as in an hour, in ${
      60 / COMPRESSION
    } minutes`,
  );
  printFigures({ injections, controls });
});
