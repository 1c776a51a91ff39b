import type { KubernetesObject } from '@groundcrew/plugin-clusters-node';
import { z } from 'zod/v3';

/** Tells of a pod that was taken out what it was before. */
export const QUARANTINE_ANNOTATION = 'groundcrew.io/quarantine';

const noteSchema = z.object({
  /** The labels that were taken off. */
  labels: z.record(z.string()),
  /** Whose it was: `ReplicaSet web-5d4f`. */
  from: z.string(),
  by: z.string(),
  why: z.string().optional(),
  /** ISO 8601: from then on nobody should miss it. */
  until: z.string(),
});

/** What is written on a pod that is kept for debugging. */
export type QuarantineNote = z.infer<typeof noteSchema>;

/** What is written on a pod; undefined where it is in no quarantine, or nobody can read it. */
export function quarantineNote({
  metadata,
}: Pick<KubernetesObject, 'metadata'>): QuarantineNote | undefined {
  const text = metadata?.annotations?.[QUARANTINE_ANNOTATION];
  if (text === undefined) {
    return undefined;
  }
  try {
    return noteSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
