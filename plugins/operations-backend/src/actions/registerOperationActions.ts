import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import {
  operationDetailSchema,
  operationFilterSchema,
  operationListSchema,
  previewAnswerSchema,
  previewRequestSchema,
  verbListSchema,
  verbsQuerySchema,
} from '@groundcrew/plugin-operations-common';
import { z } from 'zod/v3';
import type { Requesters } from '../access/Requester';
import type { OperationDefinitions } from '../engine/OperationDefinitions';
import type { OperationReader } from '../services/OperationReader';
import type { OperationPreviews } from '../services/OperationPreviews';
import type { OperationRequests } from '../services/OperationRequests';
import { registerVerbAction } from './registerVerbAction';

/** What the actions call. */
export interface OperationActionServices {
  definitions: OperationDefinitions;
  reader: OperationReader;
  requesters: Requesters;
  previews: OperationPreviews;
  requests: OperationRequests;
}

const readOnly = { readOnly: true, destructive: false, idempotent: true };

/** Offers every verb, and what was asked for, as Backstage actions. */
export function registerOperationActions(
  registry: ActionsRegistryService,
  services: OperationActionServices,
): void {
  const { definitions, previews, reader, requesters } = services;

  registry.register({
    name: 'list-verbs',
    title: 'List verbs',
    description:
      'Every verb of an object in a cluster, and whether the caller may use it: allowed, needs-approval, denied or unsuitable, with the reason.\n\n## When to use\nBefore an operation is suggested or asked for.',
    attributes: readOnly,
    schema: { input: () => verbsQuerySchema, output: () => verbListSchema },
    async action({ input, credentials }) {
      const requester = await requesters.requesterOf(credentials);
      return { output: await previews.verbs(input, requester) };
    },
  });

  registry.register({
    name: 'preview-operation',
    title: 'Preview an operation',
    description:
      'What an operation would do if it ran now: the exact change by a server-side dry run, its impact, what safety rules say, and whether the caller may. Changes nothing.\n\n## When to use\nBefore every operation.',
    attributes: readOnly,
    schema: {
      input: () => previewRequestSchema,
      output: () => previewAnswerSchema,
    },
    async action({ input, credentials }) {
      const requester = await requesters.requesterOf(credentials);
      const request = previewRequestSchema.parse(input);
      return { output: await previews.preview(request, requester) };
    },
  });

  registry.register({
    name: 'get-operation',
    title: 'Get an operation',
    description:
      'One operation: its phase and why, its steps, its approval, what it changed, and how it can be undone.\n\n## When to use\nTo follow an operation that was asked for.',
    attributes: readOnly,
    schema: {
      input: () =>
        z.object({ id: z.string().describe('The id of the operation') }),
      output: () => operationDetailSchema,
    },
    async action({ input, credentials }) {
      const requester = await requesters.requesterOf(credentials);
      const record = await reader.record(input.id, requester);
      return { output: await reader.detail(record, requester) };
    },
  });

  registry.register({
    name: 'list-operations',
    title: 'List operations',
    description:
      'What was asked for, by whom or by which automation, and what became of it, newest first.\n\n## When to use\nTo find out what was changed lately, for example when something broke.',
    attributes: readOnly,
    schema: {
      input: () => operationFilterSchema,
      output: () => operationListSchema,
    },
    async action({ input, credentials }) {
      const requester = await requesters.requesterOf(credentials);
      const filter = operationFilterSchema.parse(input);
      return { output: await reader.list(filter, requester) };
    },
  });

  for (const definition of definitions.all()) {
    registerVerbAction(definition, registry, services);
  }
}
