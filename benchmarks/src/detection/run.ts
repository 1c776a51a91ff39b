import { startLoadedLab } from '../load';
import { runBenchmark } from '../processes';
import { DetectionBackend } from './DetectionBackend';
import { inject, prepareFaults, untilResolved } from './injectFaults';
import { measureControls } from './measureControls';

runBenchmark(async cleanup => {
  if (process.argv[2] === 'controls') {
    await measureControls({
      cleanup,
      deployments: Number(process.argv[3] ?? 20),
      towns: Number(process.argv[4] ?? 2),
      only: process.argv[5]?.split(','),
      log: line => console.log(new Date().toISOString().slice(11, 19), line),
    });
    return;
  }
  const { lab } = await startLoadedLab({
    cleanup,
    deployments: Number(process.argv[2] ?? 500),
  });
  const prepared = await prepareFaults(lab, {
    times: Number(process.argv[3] ?? 10),
  });
  const backend = await DetectionBackend.start({
    cleanup,
    lab,
    pods: 10,
    quietSeconds: 2,
  });
  console.log('ready');
  for (const one of prepared) {
    console.log(await inject(one, backend));
  }
  const left = await untilResolved(backend);
  console.log(
    'left',
    left.map(one => `${one.object.namespace} ${one.fault} ${one.message}`),
  );
});
