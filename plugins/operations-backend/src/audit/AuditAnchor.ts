import { z } from 'zod/v3';

/** What the hash of a row was, told to places that whoever can write to the database cannot reach. */
export const auditAnchorSchema = z.object({
  /** Of the row. */
  sequence: z.number().int().min(1),
  hash: z.string(),
  /** ISO 8601, in UTC. */
  at: z.string(),
  /** The key that signed it. Left out where none is configured. */
  keyId: z.string().optional(),
  /** HMAC-SHA-256, in hex, of the canonical JSON of the rest. */
  hmac: z.string().optional(),
});

/** What the hash of a row was. */
export type AuditAnchor = z.infer<typeof auditAnchorSchema>;
