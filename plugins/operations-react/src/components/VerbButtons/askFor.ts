import type {
  VerbAvailability,
  VerbsQuery,
} from '@groundcrew/plugin-operations-common';
import type { OperationAsk } from '../OperationDialog';

/** What the dialog is opened with for a verb of a target. */
export function askFor(
  verb: VerbAvailability,
  query: VerbsQuery,
  input: Readonly<Record<string, unknown>> = {},
): OperationAsk {
  const { entityRef, ...target } = query;
  return {
    verb,
    title: verb.title,
    request: {
      operation: verb.operation,
      target,
      input: { ...input },
      entityRef,
    },
  };
}
