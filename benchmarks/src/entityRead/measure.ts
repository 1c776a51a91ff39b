import type { Lab } from '@groundcrew/lab';
import { BenchmarkBackend, READER } from './BenchmarkBackend';
import type { LoadOutcome } from './loadGenerator';

const VIEWERS = 10;
const WARM_UP_MS = 3_000;
const MEASURED_MS = 15_000;

/** What the views of one contestant cost on a cluster of one size. */
export interface Measured extends LoadOutcome {
  contestant: string;
  /** Of the cluster. */
  pods: number;
  /** CPU time of the backend. */
  cpuMicrosPerView: number;
  apiRequestsPerView: number;
}

/** Lets ten viewers look at an entity, as often as they get an answer. */
export async function measure(options: {
  contestant: string;
  pods: number;
  lab: Lab;
  backend: BenchmarkBackend;
  order: ReturnType<BenchmarkBackend['peer']>;
}): Promise<Measured> {
  const { contestant, pods, lab, backend, order } = options;
  const tokens = await Promise.all(
    Array.from({ length: VIEWERS }, (_, index) =>
      backend.token(`viewer-${index}`),
    ),
  );
  await backend.load({ ...order, tokens, milliseconds: WARM_UP_MS });
  const since = await lab.markRequests();
  const before = await backend.cpuMicros();
  const outcome = await backend.load({
    ...order,
    tokens,
    milliseconds: MEASURED_MS,
  });
  const cpuMicros = (await backend.cpuMicros()) - before;
  // Watches that are renewed meanwhile are no cost of a view; what a view asks for are lists and gets.
  const requests = await Promise.all(
    ['list', 'get'].map(verb =>
      lab.countApiRequests({ since, user: READER.user, verb }),
    ),
  );
  return {
    ...outcome,
    contestant,
    pods,
    cpuMicrosPerView: cpuMicros / outcome.views,
    apiRequestsPerView: (requests[0] + requests[1]) / outcome.views,
  };
}
