import { z } from 'zod/v3';

const name = z
  .string()
  .min(1)
  .max(63)
  .regex(
    /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/,
    'must be lower-case letters, digits and dashes, as a DNS label',
  );

/**
 * Credentials that a person may give for a cluster: inline only, nothing that runs a command or reads a file.
 *
 * @public
 */
export const inlineCredentialsSchema = z.union([
  z.object({ token: z.string().min(1).max(16_384) }),
  z.object({
    /** PEM. */
    clientCertificate: z.string().min(1).max(65_536),
    /** PEM. */
    clientKey: z.string().min(1).max(65_536),
  }),
]);

/**
 * Where a cluster is, and with what it is entered. Either written out, or one context of a pasted kubeconfig.
 *
 * @public
 */
export const connectionInputSchema = z.union([
  z.object({
    server: z.string().min(1).max(2_048),
    /** PEM of the CA that signed the server's certificate. Left out, the system's own CAs are trusted. */
    certificateAuthority: z.string().max(262_144).optional(),
    credentials: inlineCredentialsSchema,
  }),
  z.object({
    /** The text of a kubeconfig. */
    kubeconfig: z.string().min(1).max(524_288),
    /** Which context; left out, the current one. */
    context: z.string().max(512).optional(),
  }),
]);

/**
 * The body of `POST /v1/registrations`.
 *
 * @public
 */
export const registrationInputSchema = z.object({
  name,
  title: z.string().max(128).optional(),
  environment: z.string().max(63).optional(),
  region: z.string().max(63).optional(),
  connection: connectionInputSchema,
});

/**
 * The body of `POST /v1/registrations/test`.
 *
 * @public
 */
export const connectionTestInputSchema = z.object({
  connection: connectionInputSchema,
});

/**
 * One thing that a connection test looked at.
 *
 * @public
 */
export const connectionCheckSchema = z.object({
  id: z.enum([
    'input',
    'address',
    'reachable',
    'certificate',
    'credentials',
    'version',
    'permissions',
  ]),
  outcome: z.enum(['passed', 'failed', 'warning', 'skipped']),
  /** In words: what was seen and, when it failed, what to do. */
  message: z.string(),
});

/**
 * The answer of `POST /v1/registrations/test`. Never repeats a credential.
 *
 * @public
 */
export const connectionTestResultSchema = z.object({
  /** Whether the cluster can be registered; warnings (a missing optional permission) do not forbid it. */
  usable: z.boolean(),
  checks: z.array(connectionCheckSchema),
  version: z.string().optional(),
  /** What the credentials may not do and Groundcrew would like to, with the rule to add. */
  missing: z.array(
    z.object({
      apiGroup: z.string(),
      resource: z.string(),
      verbs: z.array(z.string()),
      /** What does not work without it, in words. */
      effect: z.string(),
    }),
  ),
  /** A ClusterRole (YAML) that grants what is missing. */
  manifest: z.string().optional(),
});

/**
 * A cluster that was registered at run time. Holds neither its address nor its credentials.
 *
 * @public
 */
export const registrationSchema = z.object({
  name,
  title: z.string().optional(),
  environment: z.string().optional(),
  region: z.string().optional(),
  /** Entity reference of whoever registered it. */
  registeredBy: z.string(),
  /** ISO 8601. */
  registeredAt: z.string(),
  /** Why it is not in use, in words: its credentials cannot be decrypted, its name is taken by configuration. */
  problem: z.string().optional(),
});

/**
 * The answer of `GET /v1/registrations`.
 *
 * @public
 */
export const registrationListSchema = z.object({
  items: z.array(registrationSchema),
});

/**
 * The query of `GET /v1/rbac-manifest`.
 *
 * @public
 */
export const rbacManifestQuerySchema = z.object({
  format: z.literal('yaml').default('yaml'),
  /** Where the ServiceAccount and its token shall live. */
  namespace: name.default('groundcrew'),
});

/** @public */
export type InlineCredentials = z.infer<typeof inlineCredentialsSchema>;
/** @public */
export type ConnectionInput = z.infer<typeof connectionInputSchema>;
/** @public */
export type RegistrationInput = z.infer<typeof registrationInputSchema>;
/** @public */
export type ConnectionTestInput = z.infer<typeof connectionTestInputSchema>;
/** @public */
export type ConnectionCheck = z.infer<typeof connectionCheckSchema>;
/** @public */
export type ConnectionTestResult = z.infer<typeof connectionTestResultSchema>;
/** @public */
export type Registration = z.infer<typeof registrationSchema>;
/** @public */
export type RegistrationList = z.infer<typeof registrationListSchema>;
/** @public */
export type RbacManifestQuery = z.infer<typeof rbacManifestQuerySchema>;
