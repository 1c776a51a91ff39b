import { objectRefSchema } from '@groundcrew/plugin-clusters-common';
import { z } from 'zod/v3';
import { severitySchema } from './severities';

/**
 * How far a healing policy may go by itself.
 *
 * - `observe`: it says what it would do.
 * - `approve`: it proposes the operation, and somebody has to run it.
 * - `auto`: it acts, where config grants it the operation.
 *
 * @public
 */
export const healingModeSchema = z.enum(['observe', 'approve', 'auto']);

/** @public */
export type HealingMode = z.infer<typeof healingModeSchema>;

/**
 * What a policy is for, and what it does about it.
 *
 * @public
 */
export const healingPolicySchema = z.object({
  /** Such as `roll-back-crash-loop`. */
  id: z.string().regex(/^[a-z][a-z0-9-]{0,62}$/),
  /** In a few words: `Roll back a release that crashes`. */
  title: z.string(),
  /** Why that helps, in one sentence. */
  why: z.string(),
  trigger: z.object({
    /** Ids of faults. */
    faults: z.array(z.string()).min(1),
    /** Left out: any. */
    environments: z.array(z.string()).optional(),
    /** How bad it may be at the worst for this to go on without a person. Default: `P1`. */
    worstSeverity: severitySchema.optional(),
  }),
  /** CEL over `incident`, `object` and `changes`; without one, the trigger is enough. */
  condition: z.string().max(2_000).optional(),
  /** Of what is proposed for the incident, the operations that this may ask for, the first that is proposed first: `kubernetes.roll-back`. */
  operations: z.array(z.string()).min(1),
  limits: z.object({
    /** How often on one incident. */
    attempts: z.number().int().min(1).max(3),
    /** Between two attempts on one target, in seconds. */
    cooldownSeconds: z.number().int().min(0),
    /** Within so many seconds after the operation the incident has to be over, or it did not help. */
    helpsWithinSeconds: z.number().int().min(10),
  }),
  /** Of several that fit, the highest acts. */
  priority: z.number().int(),
  /**
   * `contains`: the operation keeps the fault from doing more harm; it stays when it does not mend it, and is taken back when the
   * incident is over. Default: `heals`.
   */
  effect: z.enum(['heals', 'contains']).optional(),
});

/** @public */
export type HealingPolicy = z.infer<typeof healingPolicySchema>;

/**
 * How far one attempt to heal an incident is, and how it ended.
 *
 * - `acting`: the operation is under way, or waits to be approved.
 * - `verifying`: it is done; whether the incident goes and stays away is being watched.
 * - `undoing`: it did not help, and is taken back.
 * - `healed`: the incident is over.
 * - `useless`: it did not help.
 * - `reverted`: it did not help, and was taken back.
 * - `refused`: a rule, a permission or a person was against it.
 * - `failed`: the operation could not be done.
 * - `overtaken`: the incident ended, or became another one, before the operation was done or without it.
 *
 * @public
 */
export const healingOutcomeSchema = z.enum([
  'acting',
  'verifying',
  'undoing',
  'healed',
  'useless',
  'reverted',
  'refused',
  'failed',
  'overtaken',
]);

/** @public */
export type HealingOutcome = z.infer<typeof healingOutcomeSchema>;

/**
 * One attempt to heal an incident.
 *
 * @public
 */
export const healingAttemptSchema = z.object({
  policy: z.string(),
  /** What was done, in words: `Roll back cart to revision 3`. */
  title: z.string(),
  outcome: healingOutcomeSchema,
  /** Why it is so, in one sentence. */
  reason: z.string(),
  /** The id of the operation that acts, and of the one that takes it back. */
  operationId: z.string().optional(),
  undoId: z.string().optional(),
  /** ISO 8601. */
  startedAt: z.string(),
  endedAt: z.string().optional(),
});

/** @public */
export type HealingAttempt = z.infer<typeof healingAttemptSchema>;

/**
 * What healing makes of one incident: what it did, and what it does now or why it does nothing.
 *
 * @public
 */
export const healingViewSchema = z.object({
  /** `idle` where no policy is for it. */
  state: z.enum([
    'idle',
    'observing',
    'proposed',
    'acting',
    'verifying',
    'undoing',
    'waiting',
    'handed-over',
    'healed',
    'paused',
  ]),
  /** In one sentence. */
  reason: z.string(),
  /** The policy that acts or would act. */
  policy: z.string().optional(),
  /** What it would do. */
  next: z
    .object({
      title: z.string(),
      operation: z.string(),
      risk: z.enum(['low', 'medium', 'high']),
    })
    .optional(),
  /** Policies that are for this fault and do nothing, and why. */
  passedOver: z.array(z.object({ policy: z.string(), reason: z.string() })),
  /** The oldest first. */
  attempts: z.array(healingAttemptSchema),
});

/** @public */
export type HealingView = z.infer<typeof healingViewSchema>;

/**
 * A policy as it is used here, and what came of it.
 *
 * @public
 */
export const healingPolicyViewSchema = healingPolicySchema.extend({
  mode: healingModeSchema,
  enabled: z.boolean(),
  /** Who switched it last, and when: an entity reference and ISO 8601. Left out while it is as configured. */
  changedBy: z.string().optional(),
  changedAt: z.string().optional(),
  record: z.object({
    /** How often it was the policy for an incident. */
    fired: z.number().int(),
    acted: z.number().int(),
    healed: z.number().int(),
    reverted: z.number().int(),
    /**
     * 0 to 1, the share of its attempts that healed, of how many that have been judged, and between what it lies with a confidence of 95 %.
     * Left out without one that has.
     */
    success: z
      .object({
        rate: z.number(),
        low: z.number(),
        high: z.number(),
        of: z.number().int(),
      })
      .optional(),
    /**
     * How much longer the incidents that it healed would have taken without it, in milliseconds, as far as one can tell. Left out where it
     * has healed none.
     */
    saved: z
      .object({
        ms: z.number(),
        /** How many attempts of those that healed are compared with how long people took for the same fault. */
        likePeople: z.number().int(),
        /** How many with the time within which somebody should answer, because no person has solved the same fault yet. */
        likeAnswer: z.number().int(),
      })
      .optional(),
  }),
});

/** @public */
export type HealingPolicyView = z.infer<typeof healingPolicyViewSchema>;

/**
 * All policies, and where healing is paused.
 *
 * @public
 */
export const healingOverviewSchema = z.object({
  /** In the order in which they are asked. */
  policies: z.array(healingPolicyViewSchema),
  /** How far any policy may go in an environment, by its name; where one is left out, as far as its mode. */
  furthest: z.record(healingModeSchema),
  pauses: z.array(
    z.object({
      /** Left out: everywhere. */
      cluster: z.string().optional(),
      reason: z.string(),
      pausedBy: z.string(),
      /** ISO 8601. */
      pausedAt: z.string(),
    }),
  ),
  /** Whether whoever asks may switch policies and pause. */
  mayConfigure: z.boolean(),
});

/** @public */
export type HealingOverview = z.infer<typeof healingOverviewSchema>;

/**
 * What is asked for to switch a policy.
 *
 * @public
 */
export const healingSwitchSchema = z
  .object({
    mode: healingModeSchema.optional(),
    enabled: z.boolean().optional(),
    reason: z.string().trim().min(3).max(1_000),
  })
  .refine(({ enabled, mode }) => enabled !== undefined || mode !== undefined, {
    message: 'a mode, or whether it is enabled, has to be given',
  });

/** @public */
export type HealingSwitch = z.infer<typeof healingSwitchSchema>;

/**
 * What is asked for to pause healing, in a cluster or everywhere, or to let it go on.
 *
 * @public
 */
export const healingPauseSchema = z.object({
  cluster: z.string().min(1).max(253).optional(),
  paused: z.boolean(),
  reason: z.string().trim().min(3).max(1_000),
});

/** @public */
export type HealingPause = z.infer<typeof healingPauseSchema>;

/**
 * What is asked for to forget what healing has learnt: of one policy, against one fault, or on one object; what is given has to fit. What was
 * done stays in the history of incidents.
 *
 * @public
 */
export const healingResetSchema = z
  .object({
    policy: z.string().min(1).max(63).optional(),
    fault: z.string().min(1).max(100).optional(),
    object: objectRefSchema.optional(),
    reason: z.string().trim().min(3).max(1_000),
  })
  .refine(
    ({ fault, object, policy }) =>
      policy !== undefined || fault !== undefined || object !== undefined,
    { message: 'a policy, a fault or an object has to be given' },
  );

/** @public */
export type HealingReset = z.infer<typeof healingResetSchema>;

/**
 * What is asked for to try a policy on incidents that are over. Nothing is done about anything.
 *
 * @public
 */
export const healingTrialRequestSchema = z.object({
  /** The id of one that is used here, or one that could be: as config has it. */
  policy: z.union([z.string().min(1).max(63), healingPolicySchema.strict()]),
  /** As though it were in this mode. */
  mode: healingModeSchema.default('auto'),
  days: z.number().int().min(1).max(90).default(30),
});

/** @public */
export type HealingTrialRequest = z.input<typeof healingTrialRequestSchema>;

/**
 * What a policy would have made of one incident.
 *
 * - `acts`: it would have asked for the operation.
 * - `proposes`: a person would have had to run it.
 * - `observes`: it would have said what it would do.
 * - `kept`: it would have done nothing, though it is for the fault.
 *
 * @public
 */
export const healingTrialEntrySchema = z.object({
  incident: z.number().int(),
  /** What was wrong, in a few words. */
  title: z.string(),
  fault: z.string(),
  object: objectRefSchema,
  environment: z.string().optional(),
  severity: severitySchema,
  /** ISO 8601. */
  openedAt: z.string(),
  /** How long it lasted, in milliseconds. */
  lastedMs: z.number(),
  verdict: z.enum(['acts', 'proposes', 'observes', 'kept']),
  /**
   * What kept it from acting: the `environment` that it is not for, its `condition`, that nothing it may ask for was `unproposed`, the
   * `severity`, the `mode` or that which the environment allows, or its `limits`.
   */
  keptBy: z
    .enum([
      'environment',
      'condition',
      'unproposed',
      'severity',
      'mode',
      'limits',
    ])
    .optional(),
  /** In one sentence. */
  reason: z.string(),
  /** What it would have asked for. */
  next: z
    .object({
      title: z.string(),
      operation: z.string(),
      target: objectRefSchema,
      risk: z.enum(['low', 'medium', 'high']),
    })
    .optional(),
});

/** @public */
export type HealingTrialEntry = z.infer<typeof healingTrialEntrySchema>;

/**
 * What a policy would have made of the incidents of some days, as far as whoever asks may see them.
 *
 * @public
 */
export const healingTrialSchema = z.object({
  days: z.number().int(),
  /** How many incidents were looked at: at most 1,000, the newest. */
  looked: z.number().int(),
  /** How many it is for by their fault. */
  matched: z.number().int(),
  acts: z.number().int(),
  proposes: z.number().int(),
  /** The newest first; at most 200. */
  entries: z.array(healingTrialEntrySchema),
});

/** @public */
export type HealingTrial = z.infer<typeof healingTrialSchema>;
