import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import {
  MAX_REASON_LENGTH,
  submitRequestSchema,
} from '@groundcrew/plugin-operations-common';
import type { OperationDefinition } from '@groundcrew/plugin-operations-node';
import { z } from 'zod/v3';
import type { OperationActionServices } from './registerOperationActions';

/** What every verb gives: enough to follow it with `get-operation`. */
const submittedSchema = z.object({
  id: z.string().describe('The id of the operation'),
  phase: z.string().describe('How far it is'),
  phaseReason: z.string().describe('Why it is there, in words'),
  summary: z.string().describe('What it does, in one sentence'),
});

/** Offers one verb as an action: to templates, and to AI clients over MCP. The same rules hold as for people on a page. */
export function registerVerbAction(
  definition: OperationDefinition,
  registry: ActionsRegistryService,
  { requesters, requests }: OperationActionServices,
): void {
  const example = exampleOf(definition);
  registry.register({
    name: definition.id.replaceAll('.', '-'),
    title: definition.title,
    description: describe(definition),
    attributes: {
      readOnly: false,
      destructive: definition.risk({ environment: 'prod' }) !== 'low',
      idempotent: false,
    },
    schema: {
      input: () =>
        z.object({
          cluster: z.string().describe('The name of the cluster'),
          namespace: z
            .string()
            .optional()
            .describe('Left out for objects that are in none, such as Nodes'),
          kind: z
            .enum(definition.kinds as [string, ...string[]])
            .describe('The kind of the object'),
          name: z.string().describe('The name of the object'),
          entityRef: z
            .string()
            .optional()
            .describe('The catalog entity that it belongs to'),
          reason: z
            .string()
            .max(MAX_REASON_LENGTH)
            .optional()
            .describe('Why. Some environments ask for it'),
          input: definition.input.describe('What the verb needs besides'),
        }),
      output: () => submittedSchema,
    },
    examples: [example],
    async action({ input, credentials }) {
      const { entityRef, input: verbInput, reason, ...target } = input;
      const requester = await requesters.requesterOf(credentials);
      const { id, phase, phaseReason, preview } = await requests.submit(
        submitRequestSchema.parse({
          operation: definition.id,
          target,
          entityRef,
          reason,
          input: verbInput,
        }),
        requester,
      );
      return {
        output: { id, phase, phaseReason, summary: preview.summary },
      };
    },
  });
}

function describe({ id, kinds, title }: OperationDefinition): string {
  return [
    `${title.replace('…', '')}: the operation ${id}, for ${kinds.join(', ')}.`,
    'Previewed, checked against safety rules, and audited. In some environments somebody else has to approve it first: then it waits, and says so.',
    '',
    '## When to use',
    'After `preview-operation` has shown what it would do, and whether the caller may. It answers at once, while the change goes on: follow it with `get-operation` until its phase is one of succeeded, failed, rolled-back, refused, expired or cancelled.',
  ].join('\n');
}

function exampleOf({ kinds, title }: OperationDefinition) {
  const [kind] = kinds;
  const isOfNamespace = kind !== 'Node';
  return {
    title: `${title.replace('…', '')} in dev`,
    input: {
      cluster: 'dev',
      ...(isOfNamespace && { namespace: 'shop-checkout' }),
      kind,
      name: isOfNamespace ? 'checkout' : 'node-1',
      reason: 'It leaks memory',
      input: {},
    },
    output: {
      id: '2f1c5e0e-6a3f-4a63-9a0a-0f2f3c1f9d11',
      phase: 'queued',
      phaseReason: 'waits for its turn',
      summary: 'Replaces 3 pods of checkout',
    },
  };
}
