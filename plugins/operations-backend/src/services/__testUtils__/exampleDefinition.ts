import {
  createOperation,
  step,
  type CreateOperationOptions,
  type OperationDefinition,
} from '@groundcrew/plugin-operations-node';
import { z } from 'zod/v3';

const input = z.object({ times: z.number().int().min(1).max(9).default(1) });

type Input = z.output<typeof input>;

/** A verb for tests, which changes nothing unless it is told how. */
export function exampleDefinition(
  changes: Partial<CreateOperationOptions<Input>> = {},
): OperationDefinition {
  return createOperation<Input>({
    id: 'test.poke',
    title: 'Poke',
    kinds: ['Deployment'],
    input,
    risk: 'medium',
    describe: ({ name }) => `Poke ${name}`,
    fields: () => [
      {
        type: 'integer',
        name: 'times',
        label: 'Times',
        required: false,
        minimum: 1,
        maximum: 9,
      },
    ],
    preview: async ({ target, input: { times } }) => ({
      summary: `Pokes ${target.name}`,
      source: 'computed',
      changes: [
        {
          object: {
            kind: target.kind,
            namespace: target.namespace,
            name: target.name,
          },
          uid: target.uid,
          action: 'update',
          fields: ['metadata.annotations.poked'],
          before: {},
          after: { poked: times },
        },
      ],
      impacts: [],
    }),
    plan: () => [{ id: 'poke', title: 'Poke it' }],
    steps: { poke: { run: async () => step.done() } },
    verify: async () => ({ outcome: 'healthy', message: 'it was poked' }),
    ...changes,
  });
}
