import { createLoad, Lab } from '@groundcrew/lab';
import { BenchmarkBackend, READER } from './BenchmarkBackend';
import type { LoadOutcome } from './loadGenerator';

const VIEWERS = 10;
const PODS_PER_DEPLOYMENT = 10;
const WARM_UP_MS = 3_000;
const MEASURED_MS = 15_000;

/** Sizes of the cluster in pods. The peer is measured at the one that its known figures are of. */
const SIZES = (process.argv[2] ?? '1000,5000,20000').split(',').map(Number);
const PEER_SIZE = SIZES.includes(5_000) ? 5_000 : SIZES[0];

interface Measured {
  name: string;
  pods: number;
  outcome: LoadOutcome;
  apiRequestsPerView: number;
}

/** Views of an entity of ten pods, side by side with the Kubernetes plugin, in one backend on one cluster. */
async function run() {
  const measured: Measured[] = [];
  for (const pods of SIZES) {
    measured.push(...(await measureAt(pods)));
  }
  console.table(
    measured.map(({ name, pods, outcome, apiRequestsPerView }) => ({
      contestant: name,
      pods,
      'views/s': Math.round(outcome.viewsPerSecond),
      'bytes/view': Math.round(outcome.bytesPerView),
      'p50 ms': outcome.p50.toFixed(1),
      'p95 ms': outcome.p95.toFixed(1),
      'API requests/view': apiRequestsPerView.toFixed(3),
    })),
  );
  const find = (name: string) =>
    measured.find(entry => entry.name === name && entry.pods === PEER_SIZE)!;
  const [warm, cold, peer] = [
    'ours, warm',
    'ours, cold',
    'kubernetes plugin',
  ].map(find);
  console.log(
    JSON.stringify({
      ratio: round(warm.outcome.viewsPerSecond / peer.outcome.viewsPerSecond),
      coldRatio: round(
        cold.outcome.viewsPerSecond / peer.outcome.viewsPerSecond,
      ),
      bytesRatio: round(warm.outcome.bytesPerView / peer.outcome.bytesPerView),
      apiRequestsPerView: round(warm.apiRequestsPerView),
    }),
  );
}

async function measureAt(pods: number): Promise<Measured[]> {
  const lab = await Lab.start({
    nodes: 0,
    kwok: false,
    controllers: false,
    auditLog: true,
    extraTokens: [{ ...READER, groups: ['system:masters'] }],
  });
  try {
    const load = await createLoad(lab, {
      deployments: pods / PODS_PER_DEPLOYMENT,
      podsPerDeployment: PODS_PER_DEPLOYMENT,
      direct: true,
      log: line => console.log(line),
    });
    const entityIds = load.deployments
      .slice(0, VIEWERS)
      .map(({ entityId }) => entityId);
    const warm = await withBackend(
      lab,
      { entityIds, readDecisions: 'warm' },
      async backend => [
        await measure(lab, backend, {
          name: 'ours, warm',
          pods,
          order: backend.ours(entityIds[0]),
        }),
        ...(pods === PEER_SIZE
          ? [
              await measure(lab, backend, {
                name: 'kubernetes plugin',
                pods,
                order: backend.peer(entityIds[0]),
              }),
            ]
          : []),
      ],
    );
    const cold =
      pods === PEER_SIZE
        ? await withBackend(
            lab,
            { entityIds, readDecisions: 'cold' },
            async backend => [
              await measure(lab, backend, {
                name: 'ours, cold',
                pods,
                order: backend.ours(entityIds[0]),
              }),
            ],
          )
        : [];
    return [...warm, ...cold];
  } finally {
    await lab.stop();
  }
}

async function withBackend<T>(
  lab: Lab,
  options: Parameters<typeof BenchmarkBackend.start>[1],
  work: (backend: BenchmarkBackend) => Promise<T>,
): Promise<T> {
  const backend = await BenchmarkBackend.start(lab, options);
  try {
    return await work(backend);
  } finally {
    await backend.stop();
  }
}

async function measure(
  lab: Lab,
  backend: BenchmarkBackend,
  {
    name,
    pods,
    order,
  }: {
    name: string;
    pods: number;
    order: ReturnType<BenchmarkBackend['peer']>;
  },
): Promise<Measured> {
  const tokens = await Promise.all(
    Array.from({ length: VIEWERS }, (_, index) =>
      backend.token(`viewer-${index}`),
    ),
  );
  await backend.load({ ...order, tokens, milliseconds: WARM_UP_MS });
  const since = await lab.markRequests();
  const outcome = await backend.load({
    ...order,
    tokens,
    milliseconds: MEASURED_MS,
  });
  // Watches that are renewed meanwhile are no cost of a view; what a view asks for are lists and gets.
  const lists = await lab.countApiRequests({
    since,
    user: READER.user,
    verb: 'list',
  });
  const gets = await lab.countApiRequests({
    since,
    user: READER.user,
    verb: 'get',
  });
  return {
    name,
    pods,
    outcome,
    apiRequestsPerView: (lists + gets) / outcome.views,
  };
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}

run().then(
  () => process.exit(0),
  error => {
    console.error(error);
    process.exit(1);
  },
);
