import { useApiHolder } from '@backstage/frontend-plugin-api';
import { signalApiRef } from '@backstage/plugin-signals-react';
import type { JsonObject } from '@backstage/types';
import {
  ENTITY_CHANGED_CHANNEL,
  entityChangedSchema,
} from '@groundcrew/plugin-clusters-common';
import { useEffect, useState } from 'react';

/**
 * What is known of an entity's changes.
 *
 * @public
 */
export interface LiveEntityRevision {
  /** Changes whenever something of the entity does. Undefined until the first signal. */
  revision: string | undefined;
  /** Whether the app has signals at all; without them one has to poll. */
  isAnnounced: boolean;
}

/**
 * Tells when something of an entity changed in a cluster.
 *
 * @remarks
 *
 * It listens to the channel itself instead of by `useSignal`: that keeps the last message of the channel alone, so of two
 * messages between two renders the first would be lost, and it renders for every other entity's messages too.
 *
 * @public
 */
export function useLiveEntityRevision(entityRef: string): LiveEntityRevision {
  const signals = useApiHolder().get(signalApiRef);
  const [revision, setRevision] = useState<string>();

  useEffect(() => {
    setRevision(undefined);
    const subscription = signals?.subscribe<JsonObject>(
      ENTITY_CHANGED_CHANNEL,
      message => {
        const parsed = entityChangedSchema.safeParse(message);
        if (parsed.success && parsed.data.entityRef === entityRef) {
          setRevision(parsed.data.revision);
        }
      },
    );
    return () => subscription?.unsubscribe();
  }, [signals, entityRef]);

  return { revision, isAnnounced: signals !== undefined };
}
