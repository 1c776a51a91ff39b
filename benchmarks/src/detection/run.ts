import { startLoadedLab } from '../load';
import { runBenchmark } from '../processes';
import { DetectionBackend } from './DetectionBackend';
import { inject, prepareFaults, untilResolved } from './injectFaults';

runBenchmark(async cleanup => {
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
  console.log(
    'before',
    (await backend.allIncidents()).map(
      one => `${one.object.namespace} ${one.fault} ${one.message}`,
    ),
  );
  for (const one of prepared) {
    const detected = await inject(one, backend);
    console.log(detected);
  }
  const left = await untilResolved(backend);
  console.log(
    'left',
    left.map(one => `${one.object.namespace} ${one.fault} ${one.message}`),
  );
  console.log(
    (await backend.allIncidents())
      .map(one => `${one.object.namespace} ${one.fault}`)
      .join('\n'),
  );
});
