import {
  incidentDetailSchema,
  incidentRunbookSchema,
  proposalSchema,
  type IncidentDetail,
  type IncidentRunbook,
} from '@groundcrew/plugin-faults-common';
import { z } from 'zod/v3';

const summarySchema = incidentDetailSchema.pick({
  phase: true,
  severity: true,
  object: true,
  environment: true,
  fault: true,
  title: true,
  message: true,
});

/** What may be done about one incident. */
export const fixSchema = summarySchema.extend({
  incident: z.number().int(),
  proposals: z
    .array(
      proposalSchema.extend({
        verify: z.string().describe('How to see that it helped'),
      }),
    )
    .describe('The likeliest to help first; without an operation, by hand'),
  runbook: incidentRunbookSchema
    .pick({
      id: true,
      title: true,
      severity: true,
      isWorse: true,
      investigation: true,
      resolution: true,
      escalation: true,
      docs: true,
    })
    .optional()
    .describe('The one that fits best'),
});

/** What may be done about one incident. */
export type Fix = z.infer<typeof fixSchema>;

const RESOLVES =
  'The incident is resolved by itself once nothing has been wrong for a while.';

/** What the explanation of an incident and the runbook that fits it best say may be done. */
export function fixOf(
  detail: IncidentDetail,
  runbook: IncidentRunbook | undefined,
): Fix {
  const { explanation, id, phase } = detail;
  const { environment, fault, message, object, severity, title } = detail;
  return {
    incident: id,
    phase,
    severity,
    object,
    environment,
    fault,
    title,
    message,
    // Nothing needs to be done about what is over.
    proposals:
      phase === 'resolved'
        ? []
        : explanation.proposals.map(proposal => ({
            ...proposal,
            verify: verifyOf(proposal.operation?.id, runbook),
          })),
    runbook: runbook && {
      id: runbook.id,
      title: runbook.title,
      severity: runbook.severity,
      isWorse: runbook.isWorse,
      investigation: runbook.investigation,
      resolution: runbook.resolution,
      escalation: runbook.escalation,
      docs: runbook.docs,
    },
  };
}

function verifyOf(
  operation: string | undefined,
  runbook: IncidentRunbook | undefined,
): string {
  if (operation === undefined) {
    return RESOLVES;
  }
  const step = runbook?.resolution.find(
    each => each.operation?.id === operation && each.verify !== undefined,
  );
  return `The operation itself waits until its target is well, and fails otherwise. ${
    step ? `${step.verify} ` : ''
  }${RESOLVES}`;
}
