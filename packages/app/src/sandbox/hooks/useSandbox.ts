import { useApi } from '@backstage/frontend-plugin-api';
import { useCallback, useEffect, useState } from 'react';
import { reasonOf } from '../../reasonOf';
import { FaultRequest, sandboxApiRef, SandboxState } from '../api';

// Others may break things too: what is shown is at most this old.
const pollMilliseconds = 5_000;

/** The state of the sandbox, asked for again after every change and from time to time. */
export function useSandbox() {
  const api = useApi(sandboxApiRef);
  const [state, setState] = useState<SandboxState>();
  const [error, setError] = useState<string>();

  const reload = useCallback(async () => {
    try {
      setState(await api.state());
      setError(undefined);
    } catch (failure) {
      setError(reasonOf(failure));
    }
  }, [api]);

  useEffect(() => {
    reload();
    const timer = setInterval(reload, pollMilliseconds);
    return () => clearInterval(timer);
  }, [reload]);

  const apply = useCallback(
    async (request: FaultRequest) => {
      await api.apply(request);
      await reload();
    },
    [api, reload],
  );
  const revert = useCallback(
    async (activeFaultId: string) => {
      await api.revert(activeFaultId);
      await reload();
    },
    [api, reload],
  );
  return { state, error, apply, revert };
}
