import { toError } from '@backstage/errors';
import { useApi } from '@backstage/frontend-plugin-api';
import type { FaultsApi } from '@groundcrew/plugin-faults-common';
import { useRef, useState } from 'react';
import { faultsApiRef } from '../api';

/** A change of how healing goes on. */
export interface HealingChange {
  /** @returns whether it was taken */
  send(
    change: (
      faultsApi: Pick<
        FaultsApi,
        'pauseHealing' | 'resetLearning' | 'switchPolicy'
      >,
    ) => Promise<unknown>,
  ): Promise<boolean>;
  isSending: boolean;
  /** Why the last one was not taken. */
  failure: Error | undefined;
}

/** Changes how healing goes on. */
export function useHealingChange(): HealingChange {
  const faultsApi = useApi(faultsApiRef);
  const [isSending, setSending] = useState(false);
  const [failure, setFailure] = useState<Error>();
  // State comes too late for the second click of a double click.
  const isUnderWay = useRef(false);
  return {
    isSending,
    failure,
    async send(change) {
      if (isUnderWay.current) {
        return false;
      }
      isUnderWay.current = true;
      setSending(true);
      setFailure(undefined);
      try {
        await change(faultsApi);
        return true;
      } catch (error) {
        setFailure(toError(error));
        return false;
      } finally {
        isUnderWay.current = false;
        setSending(false);
      }
    },
  };
}
