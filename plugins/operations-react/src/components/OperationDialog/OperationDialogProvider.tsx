import { useCallback, useMemo, useState, type ReactNode } from 'react';
import type { OperationAsk } from './OperationAsk';
import { OperationDialog } from './OperationDialog';
import { OperationDialogContext } from './OperationDialogContext';

/**
 * Props of {@link OperationDialogProvider}.
 *
 * @public
 */
export interface OperationDialogProviderProps {
  children: ReactNode;
}

/**
 * Holds the dialog of the verbs below it.
 *
 * @remarks
 *
 * It stands around what operations may take away: the row of a pod is gone as soon as the pod is, and the dialog that shows
 * what becomes of the eviction must not go with it.
 *
 * @public
 */
export function OperationDialogProvider(props: OperationDialogProviderProps) {
  const [opened, setOpened] = useState<{ ask: OperationAsk; key: number }>();
  const [closedCount, setClosedCount] = useState(0);

  const open = useCallback(
    (ask: OperationAsk) =>
      setOpened(previous => ({ ask, key: (previous?.key ?? 0) + 1 })),
    [],
  );
  const context = useMemo(() => ({ open, closedCount }), [open, closedCount]);

  return (
    <OperationDialogContext.Provider value={context}>
      {props.children}
      {opened && (
        <OperationDialog
          key={opened.key}
          ask={opened.ask}
          onClose={() => {
            setOpened(undefined);
            setClosedCount(count => count + 1);
          }}
        />
      )}
    </OperationDialogContext.Provider>
  );
}
