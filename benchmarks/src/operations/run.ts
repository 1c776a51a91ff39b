import { Lab, waitFor } from '@groundcrew/lab';
import { quantile, report, round } from '../figures';
import { runBenchmark } from '../processes';
import { EffectWatch } from './EffectWatch';
import { createReleasedDeployment, measureRollBacks } from './measureRollBacks';
import { OperationsBackend, type MeasuredOperation } from './OperationsBackend';

const NAMESPACE = 'default';
const TARGETS = 100;
const SAMPLES = 120;
const ROLL_BACKS = 5;
const QUEUED = Number(process.argv[2] ?? 1_000);
const SUBMITTERS = 10;
const HOLD_TIMEOUT_MS = 60_000;
const IDLE_MS = 30_000;
const DRAIN_TIMEOUT_MS = 15 * 60_000;
const HOLDING = ['running', 'verifying'];
const ACTIVE = [
  'queued',
  'running',
  'verifying',
  'rolling-back',
  'needs-confirmation',
];

const targetOf = (index: number) => ({
  namespace: NAMESPACE,
  name: `target-${index % TARGETS}`,
});

/** The engine on a real control plane: how fast it begins, how fast it goes through a queue, what it costs at rest. */
runBenchmark(async cleanup => {
  const lab = await Lab.start({ nodes: 1, kwok: true });
  cleanup.defer(() => lab.stop());
  await createTargets(lab);
  const released = await createReleasedDeployment(lab);
  const backend = await OperationsBackend.start({
    cleanup,
    lab,
    maxRunning: TARGETS,
    lastTarget: released,
  });
  const watch = await EffectWatch.start({
    lab,
    path: `/apis/apps/v1/namespaces/${NAMESPACE}/deployments`,
  });
  cleanup.defer(() => watch.stop());

  const milliseconds: number[] = [];
  for (let index = 0; index < SAMPLES; index += 1) {
    const startedAt = performance.now();
    const id = await backend.restart(targetOf(index));
    milliseconds.push((await watch.firstEffectOf(id)) - startedAt);
  }
  await untilIdle(backend);
  const rollBacks = await measureRollBacks(lab, backend, ROLL_BACKS);

  const drained = await drain(backend, lab);
  const idleCpuPercent = await measureIdle(backend);
  print({ milliseconds, rollBacks, drained, idleCpuPercent });
});

/** Without pods: what is measured is the engine, and not how fast something starts. A pod would have no node to be on. */
async function createTargets(lab: Lab): Promise<void> {
  for (let index = 0; index < TARGETS; index += 1) {
    const { name } = targetOf(index);
    await lab.client.request({
      method: 'POST',
      path: `/apis/apps/v1/namespaces/${NAMESPACE}/deployments`,
      body: {
        metadata: { name },
        spec: {
          replicas: 0,
          selector: { matchLabels: { app: name } },
          template: {
            metadata: { labels: { app: name } },
            spec: {
              nodeSelector: { 'groundcrew.io/none': 'such' },
              containers: [{ name: 'web', image: 'registry.test/web' }],
            },
          },
        },
      },
    });
  }
}

async function untilIdle(backend: OperationsBackend): Promise<void> {
  await waitFor(
    'the end of all operations',
    async () => (await backend.list({ phases: ACTIVE, limit: 1 })).length === 0,
    { timeoutMs: DRAIN_TIMEOUT_MS, intervalMs: 250 },
  );
}

/** Ten operations for each target, which wait behind one that does not end until all of them are there. */
async function drain(backend: OperationsBackend, lab: Lab) {
  const holders = await holdTargets(backend, lab);
  const submittingAt = performance.now();
  let next = 0;
  await Promise.all(
    Array.from({ length: SUBMITTERS }, async () => {
      while (next < QUEUED) {
        next += 1;
        await backend.restart(targetOf(next));
      }
    }),
  );
  const queued = await backend.list({ phases: ['queued'], limit: QUEUED });
  const startedAt = performance.now();
  await scaleTargets(lab, 0);
  await untilIdle(backend);
  const seconds = (performance.now() - startedAt) / 1_000;
  const operations = await backend.list({ limit: QUEUED + holders });
  return {
    perSecond: QUEUED / seconds,
    submitSeconds: (startedAt - submittingAt) / 1_000,
    queued: queued.length,
    seconds,
    failed: operations.filter(({ phase }) => phase !== 'succeeded'),
    overtaken: overtakenOf(operations),
    waitsMs: operations.map(
      ({ requestedAt, startedAt: began }) =>
        Date.parse(began ?? requestedAt) - Date.parse(requestedAt),
    ),
  };
}

/** Restarts every target when its pod cannot start, so that the restart goes on. */
async function holdTargets(
  backend: OperationsBackend,
  lab: Lab,
): Promise<number> {
  await scaleTargets(lab, 1);
  for (let index = 0; index < TARGETS; index += 1) {
    await backend.restart(targetOf(index));
  }
  await waitFor(
    'an operation that holds each target',
    async () =>
      (await backend.list({ phases: HOLDING, limit: TARGETS })).length ===
      TARGETS,
    { timeoutMs: HOLD_TIMEOUT_MS, intervalMs: 250 },
  );
  return TARGETS;
}

async function scaleTargets(lab: Lab, replicas: number): Promise<void> {
  for (let index = 0; index < TARGETS; index += 1) {
    await lab.client.request({
      method: 'PATCH',
      path: `/apis/apps/v1/namespaces/${NAMESPACE}/deployments/${
        targetOf(index).name
      }/scale`,
      body: { spec: { replicas } },
    });
  }
}

/** How many began after one that was asked for later, of the same target. */
function overtakenOf(operations: MeasuredOperation[]): number {
  const latest = new Map<string, string>();
  let overtaken = 0;
  const inOrder = [...operations].sort((a, b) =>
    a.requestedAt.localeCompare(b.requestedAt),
  );
  for (const { startedAt = '', target } of inOrder) {
    const before = latest.get(target.name) ?? '';
    overtaken += startedAt < before ? 1 : 0;
    latest.set(target.name, startedAt > before ? startedAt : before);
  }
  return overtaken;
}

async function measureIdle(backend: OperationsBackend): Promise<number> {
  const before = await backend.cpuMicros();
  const startedAt = performance.now();
  await new Promise(resolve => {
    setTimeout(resolve, IDLE_MS);
  });
  const used = (await backend.cpuMicros()) - before;
  return used / 10 / (performance.now() - startedAt);
}

function print(measured: {
  milliseconds: number[];
  rollBacks: number[];
  drained: Awaited<ReturnType<typeof drain>>;
  idleCpuPercent: number;
}) {
  const { drained, idleCpuPercent, milliseconds, rollBacks } = measured;
  const { failed, overtaken, perSecond, queued, seconds } = drained;
  const { submitSeconds, waitsMs } = drained;
  console.table([
    {
      queued,
      targets: TARGETS,
      'asked for in s': Math.round(submitSeconds),
      'done in s': Math.round(seconds),
      'not succeeded': failed.length,
      overtaken,
      'median wait s': Math.round(quantile(waitsMs, 0.5) / 1_000),
      'longest wait s': Math.round(Math.max(...waitsMs) / 1_000),
    },
  ]);
  for (const { phase, phaseReason, target } of failed.slice(0, 5)) {
    console.log(`${target.name}: ${phase}, ${phaseReason}`);
  }
  const figures = {
    p50: round(quantile(milliseconds, 0.5)),
    p95: round(quantile(milliseconds, 0.95)),
    drainedPerSecond: round(perSecond),
    idleCpuPercent: round(idleCpuPercent),
    slowestRollBackMs: round(Math.max(...rollBacks)),
  };
  report(figures, [
    { figure: 'p95', value: figures.p95, below: 300 },
    {
      figure: 'slowestRollBackMs',
      value: figures.slowestRollBackMs,
      below: 10_000,
    },
    { figure: 'queued', value: queued, atLeast: QUEUED },
    { figure: 'overtaken', value: overtaken, atMost: 0 },
    { figure: 'not succeeded', value: failed.length, atMost: 0 },
    { figure: 'idleCpuPercent', value: figures.idleCpuPercent, atMost: 2 },
  ]);
}
