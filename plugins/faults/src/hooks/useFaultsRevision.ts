import { useApiHolder } from '@backstage/frontend-plugin-api';
import { signalApiRef } from '@backstage/plugin-signals-react';
import type { JsonObject } from '@backstage/types';
import {
  INCIDENTS_CHANGED_CHANNEL,
  incidentsChangedSchema,
} from '@groundcrew/plugin-faults-common';
import { useEffect, useState } from 'react';

/** How long after a change the next ones are gathered, in milliseconds. */
const GATHER_MS = 500;

/** What is known of the changes of incidents. */
export interface FaultsRevision {
  /** Changes whenever some incident does. Undefined until the first signal. */
  revision: string | undefined;
  /** Whether the app has signals at all; without them one has to poll. */
  isAnnounced: boolean;
}

/** Tells when incidents changed: the first change at once, and those that follow on its heels together. */
export function useFaultsRevision(): FaultsRevision {
  const signals = useApiHolder().get(signalApiRef);
  const [count, setCount] = useState(0);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isWaiting = false;
    const tell = () => {
      setCount(previous => previous + 1);
      timer = setTimeout(() => {
        timer = undefined;
        if (isWaiting) {
          isWaiting = false;
          tell();
        }
      }, GATHER_MS);
    };
    const subscription = signals?.subscribe<JsonObject>(
      INCIDENTS_CHANGED_CHANNEL,
      message => {
        if (!incidentsChangedSchema.safeParse(message).success) {
          return;
        }
        if (timer) {
          isWaiting = true;
        } else {
          tell();
        }
      },
    );
    return () => {
      clearTimeout(timer);
      subscription?.unsubscribe();
    };
  }, [signals]);

  return {
    revision: count === 0 ? undefined : String(count),
    isAnnounced: signals !== undefined,
  };
}
