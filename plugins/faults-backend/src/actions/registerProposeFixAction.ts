import type { AuthService } from '@backstage/backend-plugin-api';
import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { z } from 'zod/v3';
import type { Faults } from '../services/Faults';
import type { IncidentReader } from '../services/IncidentReader';
import type { RunbookReader } from '../services/RunbookReader';
import { fixOf, fixSchema } from './fixOf';
import {
  incidentQuestionSchema,
  incidentsAskedFor,
  MOST_INCIDENTS,
} from './incidentsAskedFor';

/** Offers what may be done about an incident to templates and AI clients, for the person who is behind them. */
export function registerProposeFixAction(options: {
  actions: ActionsRegistryService;
  auth: AuthService;
  faults: Faults;
  incidents: Pick<IncidentReader, 'record' | 'detail'>;
  runbooks: Pick<RunbookReader, 'ofDetail'>;
}): void {
  const { actions, runbooks } = options;
  actions.register({
    name: 'propose-fix',
    title: 'Propose a fix',
    description: `What may be done about one incident, or about the ${MOST_INCIDENTS} worst open ones of a catalog entity: operations with their id, target, input and risk, why each should help and how to see that it did, and the runbook that fits with its steps and whom to call.\n\n## When to use\nAfter the cause is known, to choose an operation. Nothing is run: an operation is previewed and asked for by the actions of operations, with their own permissions and approvals.`,
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: () => incidentQuestionSchema,
      output: () => z.object({ incidents: z.array(fixSchema) }),
    },
    async action({ credentials, input }) {
      const details = await incidentsAskedFor(input, credentials, options);
      return {
        output: {
          incidents: details.map(detail =>
            fixOf(detail, runbooks.ofDetail(detail).runbooks[0]),
          ),
        },
      };
    },
  });
}
