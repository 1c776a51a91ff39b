import { parseQuantity, type PodUsage } from '@groundcrew/plugin-clusters-node';
import { z } from 'zod/v3';

const podMetricsSchema = z.object({
  metadata: z.object({ name: z.string(), namespace: z.string() }),
  timestamp: z.string(),
  containers: z.array(
    z.object({
      name: z.string(),
      usage: z.object({ cpu: z.string(), memory: z.string() }),
    }),
  ),
});

/** What `metrics.k8s.io` says of pods; what is malformed is left out. Pure. */
export function readPodMetrics(answer: unknown): PodUsage[] {
  const { items } = (answer ?? {}) as { items?: unknown };
  return (Array.isArray(items) ? items : []).flatMap((item): PodUsage[] => {
    const { data, success } = podMetricsSchema.safeParse(item);
    if (!success) {
      return [];
    }
    const measuredAt = Date.parse(data.timestamp);
    const containers = data.containers.flatMap(({ name, usage }) => {
      const cores = parseQuantity(usage.cpu);
      const memoryBytes = parseQuantity(usage.memory);
      return cores === undefined || memoryBytes === undefined
        ? []
        : [{ name, cpuMillicores: cores * 1_000, memoryBytes }];
    });
    return Number.isNaN(measuredAt) || containers.length === 0
      ? []
      : [{ ...data.metadata, measuredAt, containers }];
  });
}
