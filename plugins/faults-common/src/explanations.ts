import { objectRefSchema } from '@groundcrew/plugin-clusters-common';
import { z } from 'zod/v3';
import { changeSchema } from './changes';
import { findingSchema } from './findings';

/**
 * Why something is the consequence of something else: `is-why` of the same object, it says more; `holds-up`, it stands in the way;
 * `is-needed`, it has to answer requests.
 *
 * @public
 */
export const symptomRelationSchema = z.enum([
  'is-why',
  'holds-up',
  'is-needed',
]);

/**
 * Why something is the consequence of something else.
 *
 * @public
 */
export type SymptomRelation = z.infer<typeof symptomRelationSchema>;

/**
 * A finding that another one explains.
 *
 * @public
 */
export const symptomSchema = z.object({
  finding: findingSchema,
  /** Why it is one, in one sentence. */
  message: z.string(),
  /** The object of the finding that explains it directly. */
  by: objectRefSchema,
  relation: symptomRelationSchema,
});

/**
 * A finding that another one explains.
 *
 * @public
 */
export type SymptomView = z.infer<typeof symptomSchema>;

/**
 * Something that could have been the cause, was looked at, and is not.
 *
 * @public
 */
export const exclusionSchema = z.object({
  object: objectRefSchema,
  /** What speaks against it, in one sentence: `Node node-a is ready`. */
  message: z.string(),
});

/**
 * Something that could have been the cause, was looked at, and is not.
 *
 * @public
 */
export type Exclusion = z.infer<typeof exclusionSchema>;

/**
 * Something that may be done about a cause.
 *
 * @public
 */
export const proposalSchema = z.object({
  /** In a few words: `Roll back to revision 3`. */
  title: z.string(),
  /** Why it should help, in one sentence. */
  why: z.string(),
  /** The operation that does it; without one a person has to. */
  operation: z
    .object({
      /** The id of the verb: `kubernetes.roll-back`. */
      id: z.string(),
      target: objectRefSchema,
      input: z.record(z.unknown()),
      risk: z.enum(['low', 'medium', 'high']),
    })
    .optional(),
});

/**
 * Something that may be done about a cause.
 *
 * @public
 */
export type Proposal = z.infer<typeof proposalSchema>;

/**
 * How much of a workload still serves.
 *
 * @public
 */
export const workloadImpactSchema = z.object({
  object: objectRefSchema,
  desired: z.number().int(),
  ready: z.number().int(),
});

/**
 * How much of a workload still serves.
 *
 * @public
 */
export type WorkloadImpact = z.infer<typeof workloadImpactSchema>;

/**
 * What an incident does to those who use what runs: `down` when a workload has no ready replica left, `degraded` when it has fewer
 * than it should, `at-risk` while it still has all of them.
 *
 * @public
 */
export const impactSchema = z.object({
  level: z.enum(['down', 'degraded', 'at-risk']),
  /** Those that suffer, the worst first; bounded. */
  workloads: z.array(workloadImpactSchema),
});

/**
 * What an incident does to those who use what runs.
 *
 * @public
 */
export type Impact = z.infer<typeof impactSchema>;

/**
 * Everything that is known of why.
 *
 * @public
 */
export const explanationSchema = z.object({
  cause: findingSchema,
  symptoms: z.array(symptomSchema),
  excluded: z.array(exclusionSchema),
  /** What changed before it began and since, those that may be why first. */
  changes: z.array(changeSchema),
  proposals: z.array(proposalSchema),
  impact: impactSchema,
});

/**
 * Everything that is known of why.
 *
 * @public
 */
export type Explanation = z.infer<typeof explanationSchema>;
