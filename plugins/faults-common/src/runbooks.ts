import { objectRefSchema } from '@groundcrew/plugin-clusters-common';
import { z } from 'zod/v3';
import { changeKindSchema } from './changes';
import { severitySchema } from './severities';

const wordsSchema = z.string().trim().min(1).max(2_000);
const idSchema = z.string().regex(/^[a-z0-9][a-z0-9.-]{0,127}$/);

/**
 * What a step of a runbook asks a person to look at.
 *
 * @public
 */
export const runbookInvestigationStepSchema = z
  .object({
    text: wordsSchema,
    /** Where that is to be seen: an absolute address, or a path of the app. */
    link: z
      .string()
      .max(2_000)
      .regex(
        /^(https?:\/\/|\/(?!\/))/,
        'has to begin with https://, http:// or /',
      )
      .optional(),
    /** For a terminal. `<cluster>`, `<namespace>`, `<kind>`, `<name>` and `<pod>` are filled in as far as the incident says. */
    command: wordsSchema.optional(),
  })
  .strict();

/** @public */
export type RunbookInvestigationStep = z.infer<
  typeof runbookInvestigationStepSchema
>;

/**
 * What a step of a runbook has done about an incident.
 *
 * @public
 */
export const runbookResolutionStepSchema = z
  .object({
    text: wordsSchema,
    command: wordsSchema.optional(),
    /** The operation that does it, where one does. */
    operation: z
      .object({
        /** The id of the verb: `kubernetes.roll-back`. */
        id: idSchema,
        /** What its dialog is filled in with. What the incident proposes for the same operation is taken where this is left out. */
        input: z.record(z.unknown()).optional(),
        /**
         * `cause`: where the cause of the incident sits. Otherwise the first object of a kind that has to do with it. Left out: what
         * the incident proposes the same operation for, or the cause.
         */
        target: z
          .union([
            z.literal('cause'),
            z
              .object({
                kind: z.string().min(1).max(63),
                namespace: z.string().max(253).optional(),
                name: z.string().min(1).max(253).optional(),
              })
              .strict(),
          ])
          .optional(),
      })
      .strict()
      .optional(),
    /** How to see that it helped. */
    verify: wordsSchema.optional(),
  })
  .strict();

/** @public */
export type RunbookResolutionStep = z.infer<typeof runbookResolutionStepSchema>;

/**
 * For which incidents a runbook is, besides their symptoms. Each that is given has to fit.
 *
 * @public
 */
export const runbookMatchSchema = z
  .object({
    /** Kinds of the object at fault. */
    kinds: z.array(z.string().min(1)).min(1).optional(),
    environments: z.array(z.string().min(1)).min(1).optional(),
    /** Entity references, of which one suffers. */
    entities: z.array(z.string().min(1)).min(1).optional(),
    /** What sort of change is suspected: `release`. */
    suspects: z.array(changeKindSchema).min(1).optional(),
  })
  .strict();

/** @public */
export type RunbookMatch = z.infer<typeof runbookMatchSchema>;

/**
 * What stands before the text of a runbook.
 *
 * @public
 */
export const runbookFrontMatterSchema = z
  .object({
    /** In a few words: `An image cannot be pulled`. */
    title: z.string().trim().min(1).max(120),
    /** The worst that it is for. What is worse needs more than a runbook. */
    severity: severitySchema,
    /** Ids of faults, of detectors, or of categories of faults. */
    symptoms: z.array(idSchema).min(1).max(100),
    match: runbookMatchSchema.optional(),
    investigation: z.array(runbookInvestigationStepSchema).min(1).max(30),
    resolution: z.array(runbookResolutionStepSchema).min(1).max(30),
    escalation: z
      .array(
        z
          .object({
            /** So many minutes after the incident was opened. */
            afterMinutes: z.number().int().min(0).max(100_000),
            /** `owner`: who owns what suffers. Otherwise an entity reference, or words. */
            to: wordsSchema,
          })
          .strict(),
      )
      .max(10)
      .optional(),
  })
  .strict();

/** @public */
export type RunbookFrontMatter = z.infer<typeof runbookFrontMatterSchema>;

/**
 * The page of TechDocs that shows the same file.
 *
 * @public
 */
export const runbookDocsSchema = z.object({
  entityRef: z.string(),
  /** Below the documentation of the entity: `runbooks/image-pull/`. */
  path: z.string(),
});

/** @public */
export type RunbookDocs = z.infer<typeof runbookDocsSchema>;

/**
 * What to do about a known fault, step by step.
 *
 * @public
 */
export const runbookSchema = runbookFrontMatterSchema
  .extend({
    /** The name of its file, without `.md`. */
    id: z.string(),
    /** Markdown. */
    body: z.string(),
    /** The file or the address that it was read from. */
    source: z.string(),
    isShipped: z.boolean(),
    docs: runbookDocsSchema.optional(),
  })
  .strip();

/** @public */
export type Runbook = z.infer<typeof runbookSchema>;

/**
 * A runbook on one line.
 *
 * @public
 */
export const runbookSummarySchema = runbookSchema
  .pick({
    id: true,
    title: true,
    severity: true,
    match: true,
    source: true,
    isShipped: true,
    docs: true,
  })
  .extend({
    symptoms: z.array(
      z.object({
        id: z.string(),
        /** `unknown`: nothing that is installed finds that. */
        type: z.enum(['fault', 'detector', 'category', 'unknown']),
        /** Of a fault or a detector, in a few words. */
        title: z.string().optional(),
      }),
    ),
  });

/** @public */
export type RunbookSummary = z.infer<typeof runbookSummarySchema>;

/**
 * A file that should be a runbook, and is none.
 *
 * @public
 */
export const brokenRunbookSchema = z.object({
  source: z.string(),
  /** What is wrong where: `line 4: severity: …`. */
  error: z.string(),
});

/** @public */
export type BrokenRunbook = z.infer<typeof brokenRunbookSchema>;

/**
 * All runbooks, and the files that are none.
 *
 * @public
 */
export const runbookListSchema = z.object({
  runbooks: z.array(runbookSummarySchema),
  broken: z.array(brokenRunbookSchema),
});

/** @public */
export type RunbookList = z.infer<typeof runbookListSchema>;

/**
 * A runbook that fits an incident, with what the incident says filled in.
 *
 * @public
 */
export const incidentRunbookSchema = runbookSchema
  .omit({ body: true, resolution: true })
  .extend({
    /** What of the incident it is for. */
    fit: z.enum(['fault', 'detector', 'category']),
    /** The incident is worse than the worst that it is for. */
    isWorse: z.boolean(),
    resolution: z.array(
      runbookResolutionStepSchema.omit({ operation: true }).extend({
        operation: z
          .object({
            id: z.string(),
            target: objectRefSchema,
            input: z.record(z.unknown()),
          })
          .optional(),
        /** Why there is no operation though the runbook names one. */
        noOperation: z.string().optional(),
      }),
    ),
  });

/** @public */
export type IncidentRunbook = z.infer<typeof incidentRunbookSchema>;

/**
 * The runbooks that fit an incident, the best first.
 *
 * @public
 */
export const incidentRunbooksSchema = z.object({
  runbooks: z.array(incidentRunbookSchema),
});

/** @public */
export type IncidentRunbooks = z.infer<typeof incidentRunbooksSchema>;
