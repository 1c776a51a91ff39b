import { z } from 'zod/v3';

/**
 * Who owns the desired state of an object.
 *
 * @public
 */
export const managerSchema = z.object({
  type: z.enum(['helm', 'argocd', 'flux', 'hpa', 'operator', 'other']),
  /** The Helm release, the Application, the HorizontalPodAutoscaler … */
  name: z.string().optional(),
  namespace: z.string().optional(),
  /** What it decides on: everything, or the number of replicas alone. */
  scope: z.enum(['all', 'replicas']),
});

/**
 * The last change of what is wanted of an object (not of its status), and by what.
 *
 * @public
 */
export const changeSchema = z.object({
  /** ISO 8601. */
  at: z.string(),
  /** The field manager, for example "kubectl-edit", "helm", "argocd-controller". */
  by: z.string().optional(),
  /** The fields that this manager owns, for example "spec.template". */
  paths: z.array(z.string()),
  /** The `kubernetes.io/change-cause` annotation. */
  cause: z.string().optional(),
});

/**
 * Who owns the desired state of an object.
 *
 * @public
 */
export type Manager = z.infer<typeof managerSchema>;

/**
 * The last change of what is wanted of an object, and by what.
 *
 * @public
 */
export type Change = z.infer<typeof changeSchema>;
