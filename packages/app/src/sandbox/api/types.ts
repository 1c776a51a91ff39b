import { z } from 'zod/v3';

const targetSchema = z.object({
  kind: z.string().optional(),
  namespace: z.string().optional(),
  name: z.string(),
});

const faultSchema = z.object({
  id: z.string(),
  title: z.string(),
  effect: z.string(),
  targetKind: z.enum(['workload', 'namespace', 'node', 'cluster']),
});

const activeFaultSchema = z.object({
  id: z.string(),
  fault: z.string(),
  cluster: z.string(),
  target: targetSchema.optional(),
  appliedAt: z.string(),
});

const sandboxClusterSchema = z.object({
  name: z.string(),
  environment: z.string(),
  workloads: z.array(
    z.object({ kind: z.string(), namespace: z.string(), name: z.string() }),
  ),
  namespaces: z.array(z.string()),
  nodes: z.array(z.string()),
});

/** The answer of `GET /v1/faults`. */
export const sandboxStateSchema = z.object({
  clusters: z.array(sandboxClusterSchema),
  faults: z.array(faultSchema),
  active: z.array(activeFaultSchema),
});

/** The answer of `GET /v1/kubeconfig-path`. */
export const kubeconfigPathSchema = z.object({ path: z.string() });

/** What a fault breaks: a workload, a namespace, or a node. A fault of a whole cluster has none. */
export type FaultTarget = z.infer<typeof targetSchema>;
/** One thing that can be broken. Title and effect are the words of the sandbox, for a fault that the app has no words for. */
export type Fault = z.infer<typeof faultSchema>;
/** One fault that is at work. */
export type ActiveFault = z.infer<typeof activeFaultSchema>;
/** One embedded cluster, with what in it can be broken. */
export type SandboxCluster = z.infer<typeof sandboxClusterSchema>;
/** What there is to break, and what is broken. */
export type SandboxState = z.infer<typeof sandboxStateSchema>;

/** What to break, and where. */
export interface FaultRequest {
  fault: string;
  cluster: string;
  target?: FaultTarget;
}
