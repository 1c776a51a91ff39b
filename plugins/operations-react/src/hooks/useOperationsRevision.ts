import { useApiHolder } from '@backstage/frontend-plugin-api';
import { signalApiRef } from '@backstage/plugin-signals-react';
import type { JsonObject } from '@backstage/types';
import {
  OPERATION_CHANGED_CHANNEL,
  operationChangedSchema,
} from '@groundcrew/plugin-operations-common';
import { useEffect, useState } from 'react';

/** How long changes of many operations are gathered before a list is asked for again, in milliseconds. */
const GATHER_MS = 500;

/**
 * What is known of the changes of operations.
 *
 * @public
 */
export interface OperationsRevision {
  /** Changes whenever one of the operations does. Undefined until the first signal. */
  revision: string | undefined;
  /** Whether the app has signals at all; without them one has to poll. */
  isAnnounced: boolean;
}

/**
 * Tells when operations changed.
 *
 * @param ids - only these, at once; left out, all of them, gathered
 *
 * @public
 */
export function useOperationsRevision(
  ids?: readonly string[],
): OperationsRevision {
  const signals = useApiHolder().get(signalApiRef);
  const [count, setCount] = useState(0);
  const names = ids?.join(' ');

  useEffect(() => {
    const wanted = names === undefined ? undefined : new Set(names.split(' '));
    let timer: ReturnType<typeof setTimeout> | undefined;
    const subscription = signals?.subscribe<JsonObject>(
      OPERATION_CHANGED_CHANNEL,
      message => {
        const parsed = operationChangedSchema.safeParse(message);
        if (!parsed.success) {
          return;
        }
        if (wanted) {
          if (wanted.has(parsed.data.id)) {
            setCount(previous => previous + 1);
          }
          return;
        }
        // A drain changes hundreds of operations in a moment: one more request for all of them is enough.
        timer ??= setTimeout(() => {
          timer = undefined;
          setCount(previous => previous + 1);
        }, GATHER_MS);
      },
    );
    return () => {
      clearTimeout(timer);
      subscription?.unsubscribe();
    };
  }, [signals, names]);

  return {
    revision: count === 0 ? undefined : String(count),
    isAnnounced: signals !== undefined,
  };
}
