import { toError } from '@backstage/errors';
import { useApi } from '@backstage/frontend-plugin-api';
import type {
  HealingMode,
  HealingTrial,
} from '@groundcrew/plugin-faults-common';
import { useEffect, useState } from 'react';
import { faultsApiRef } from '../api';

/** What came of trying a policy. */
export interface PolicyTrial {
  /** Left out while it is being tried. */
  trial?: HealingTrial;
  failure?: Error;
}

/** Tries a policy on incidents that are over, once for each of what it is given. */
export function usePolicyTrial(
  policy: string,
  mode: HealingMode,
  days: number,
): PolicyTrial {
  const faultsApi = useApi(faultsApiRef);
  const [result, setResult] = useState<PolicyTrial>({});
  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    const attempt = async () => {
      setResult({});
      try {
        const request = { policy, mode, days };
        const trial = await faultsApi.tryPolicy(request, { signal });
        if (!signal.aborted) {
          setResult({ trial });
        }
      } catch (error) {
        if (!signal.aborted) {
          setResult({ failure: toError(error) });
        }
      }
    };
    void attempt();
    return () => controller.abort();
  }, [faultsApi, policy, mode, days]);
  return result;
}
