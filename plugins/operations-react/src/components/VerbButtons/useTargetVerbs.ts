import { isNotFound } from '@groundcrew/plugin-clusters-react';
import type {
  VerbAvailability,
  VerbsQuery,
} from '@groundcrew/plugin-operations-common';
import { useEffect, useRef } from 'react';
import { useVerbs } from '../../hooks/useVerbs';
import { useOperationDialog } from '../OperationDialog';

/** The verbs of a target for buttons. */
export interface TargetVerbs {
  verbs: readonly VerbAvailability[] | undefined;
  isLoading: boolean;
  /** Why they are not known. Nothing where there is no such target, or no operations in this Backstage. */
  error: Error | undefined;
  refetch(): void;
}

/** The verbs of a target, asked for again when a dialog was closed. */
export function useTargetVerbs(target: VerbsQuery): TargetVerbs {
  const { data, error, isLoading, refetch } = useVerbs(target);
  const { closedCount } = useOperationDialog();
  const seen = useRef(closedCount);
  useEffect(() => {
    if (seen.current !== closedCount) {
      seen.current = closedCount;
      refetch();
    }
  }, [closedCount, refetch]);
  return {
    verbs: data?.verbs,
    isLoading,
    error: data || (error && isNotFound(error)) ? undefined : error,
    refetch,
  };
}
