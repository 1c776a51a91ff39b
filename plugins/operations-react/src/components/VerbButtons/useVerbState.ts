import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { VerbAvailability } from '@groundcrew/plugin-operations-common';
import { operationsReactTranslationRef } from '../../translation';
import { sentence } from '../../sentence';
import { forbids } from '../OperationDialog/runBlocker';

/** What a button says of its verb. */
export interface VerbState {
  isBlocked: boolean;
  needsApproval: boolean;
  /** Why it cannot be used, or who has to approve. */
  explanation: string | undefined;
}

/** What a button says of its verb. */
export function useVerbState(verb: VerbAvailability): VerbState {
  const { t } = useTranslationRef(operationsReactTranslationRef);
  const forbidden = forbids(verb);
  const needsApproval = verb.outcome === 'needs-approval' && !forbidden;
  let explanation =
    forbidden && sentence(forbidden.reason ?? t('verbs.notAllowed'));
  if (needsApproval) {
    explanation = sentence(verb.reason ?? t('verbs.needsApproval'));
  }
  return {
    isBlocked: forbidden !== undefined,
    needsApproval,
    explanation,
  };
}
