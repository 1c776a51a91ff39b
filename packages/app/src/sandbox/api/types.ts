import { z } from 'zod/v3';

/** What a fault breaks: one workload, what runs in one namespace, a node, or the whole cluster. */
export const faultScopeSchema = z.enum([
  'workload',
  'namespace',
  'node',
  'cluster',
]);

/** One thing that can be broken. */
export const faultSchema = z.object({
  id: z.string(),
  /** In words, for a fault that the app has no words of its own for. */
  title: z.string(),
  scope: faultScopeSchema,
});

/** One fault that is at work. */
export const activeFaultSchema = z.object({
  id: z.string(),
  fault: z.string(),
  cluster: z.string(),
  namespace: z.string().optional(),
  workload: z.string().optional(),
  /** ISO 8601. */
  appliedAt: z.string().optional(),
});

/** One embedded cluster and what runs in it. */
export const sandboxClusterSchema = z.object({
  name: z.string(),
  environment: z.string(),
  workloads: z.array(z.object({ namespace: z.string(), name: z.string() })),
});

/** The answer of `GET /v1/faults`. */
export const sandboxStateSchema = z.object({
  clusters: z.array(sandboxClusterSchema),
  faults: z.array(faultSchema),
  active: z.array(activeFaultSchema),
});

/** The answer of `GET /v1/kubeconfig-path`. */
export const kubeconfigPathSchema = z.object({ path: z.string() });

export type FaultScope = z.infer<typeof faultScopeSchema>;
export type Fault = z.infer<typeof faultSchema>;
export type ActiveFault = z.infer<typeof activeFaultSchema>;
export type SandboxCluster = z.infer<typeof sandboxClusterSchema>;
export type SandboxState = z.infer<typeof sandboxStateSchema>;

/** What to break, and where. */
export interface FaultRequest {
  fault: string;
  cluster: string;
  namespace?: string;
  workload?: string;
}
