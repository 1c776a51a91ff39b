import { report, round, type Target } from '../figures';
import { PODS_PER_DEPLOYMENT, startLoadedLab } from '../load';
import { runBenchmark, type Cleanup } from '../processes';
import { BenchmarkBackend, READER } from './BenchmarkBackend';
import { measure, type Measured } from './measure';

/** Sizes of the cluster in pods. The peer is measured at the one that its known figures are of. */
const SIZES = (process.argv[2] ?? '1000,5000,20000').split(',').map(Number);
const PEER_SIZE = SIZES.includes(5_000) ? 5_000 : SIZES[0];

const OURS = 'ours, read decisions warm';
const COLD = 'ours, nothing remembered';
const PEER = 'Kubernetes plugin';

/** Views of an entity of ten pods, side by side with the Kubernetes plugin, in one backend on one cluster. */
runBenchmark(async cleanup => {
  const measured: Measured[] = [];
  for (const pods of SIZES) {
    measured.push(...(await measureAt(pods, cleanup)));
  }
  print(measured);
});

async function measureAt(pods: number, cleanup: Cleanup): Promise<Measured[]> {
  const startedAt = Date.now();
  const { lab, load } = await startLoadedLab({
    cleanup,
    deployments: pods / PODS_PER_DEPLOYMENT,
    lab: {
      auditLog: true,
      extraTokens: [{ ...READER, groups: ['system:masters'] }],
    },
  });
  const [{ entityId }] = load.deployments;
  const start = (readDecisions: 'warm' | 'cold') =>
    BenchmarkBackend.start({ cleanup, lab, entityId, pods, readDecisions });

  const backend = await start('warm');
  const measured = [
    await measure({
      contestant: OURS,
      pods,
      lab,
      backend,
      order: backend.ours(entityId),
    }),
  ];
  if (pods === PEER_SIZE) {
    const order = backend.peer(entityId);
    measured.push(
      await measure({ contestant: PEER, pods, lab, backend, order }),
    );
  }
  await backend.stop();
  const forgetful = await start('cold');
  measured.push(
    await measure({
      contestant: COLD,
      pods,
      lab,
      backend: forgetful,
      order: forgetful.ours(entityId),
    }),
  );
  await forgetful.stop();
  await lab.stop();
  const seconds = (Date.now() - startedAt) / 1_000;
  console.log(`${pods} pods: measured in ${seconds.toFixed(0)} s`);
  return measured;
}

function print(measured: Measured[]) {
  console.table(
    measured.map(one => ({
      contestant: one.contestant,
      pods: one.pods,
      'views/s': Math.round(one.viewsPerSecond),
      'p50 ms': one.p50.toFixed(1),
      'p95 ms': one.p95.toFixed(1),
      'CPU a view, µs': Math.round(one.cpuMicrosPerView),
      'bytes/view': Math.round(one.bytesPerView),
      'API requests/view': one.apiRequestsPerView.toFixed(3),
    })),
  );
  const atPeerSize = (contestant: string) =>
    measured.find(
      one => one.contestant === contestant && one.pods === PEER_SIZE,
    )!;
  const [warm, cold, peer] = [OURS, COLD, PEER].map(atPeerSize);
  const ours = measured.filter(({ contestant }) => contestant === OURS);
  const costs = ours.map(one => one.cpuMicrosPerView);
  const figures = {
    pods: PEER_SIZE,
    ratio: round(warm.viewsPerSecond / peer.viewsPerSecond),
    coldRatio: round(cold.viewsPerSecond / peer.viewsPerSecond),
    bytesRatio: round(warm.bytesPerView / peer.bytesPerView),
    apiRequestsPerView: round(warm.apiRequestsPerView),
    // Of the largest cluster to the smallest.
    costRatio: round(costs[costs.length - 1] / costs[0]),
    sizes: ours.map(one => ({
      pods: one.pods,
      cpuMicrosPerView: Math.round(one.cpuMicrosPerView),
      viewsPerSecond: Math.round(one.viewsPerSecond),
      bytesPerView: Math.round(one.bytesPerView),
      apiRequestsPerView: round(one.apiRequestsPerView),
    })),
  };
  const targets: Target[] = [
    { figure: 'ratio', value: figures.ratio, atLeast: 20 },
    { figure: 'bytesRatio', value: figures.bytesRatio, atMost: 0.1 },
    {
      figure: 'apiRequestsPerView',
      value: figures.apiRequestsPerView,
      atMost: 0,
    },
    // What grows with the cluster would be far beyond the noise: 20 times the pods.
    { figure: 'costRatio', value: figures.costRatio, atMost: 1.25 },
  ];
  report(figures, targets.slice(0, SIZES.length > 1 ? 4 : 3));
}
