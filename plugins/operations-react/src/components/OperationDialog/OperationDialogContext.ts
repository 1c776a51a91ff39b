import { createContext, useContext } from 'react';
import type { OperationAsk } from './OperationAsk';

/**
 * Opens the dialog of operations.
 *
 * @public
 */
export interface OperationDialogControl {
  open(ask: OperationAsk): void;
  /** Changes whenever a dialog was closed: what may be done may be different then. */
  closedCount: number;
}

export const OperationDialogContext = createContext<
  OperationDialogControl | undefined
>(undefined);

/**
 * Opens the dialog of operations, below an `OperationDialogProvider`.
 *
 * @throws Error where there is none
 *
 * @public
 */
export function useOperationDialog(): OperationDialogControl {
  const control = useContext(OperationDialogContext);
  if (!control) {
    throw new Error('Verbs need an OperationDialogProvider around them');
  }
  return control;
}
