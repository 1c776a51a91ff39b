import { toError } from '@backstage/errors';
import type {
  CommandRequest,
  OperationDetail,
} from '@groundcrew/plugin-operations-common';
import { useRef, useState } from 'react';
import { useOperationsApi } from '../../api';

/** Says things to an operation, one at a time. */
export interface Command {
  /** What is being said. */
  pending: string | undefined;
  /** Why the last thing could not be said. */
  failure: Error | undefined;
  give(request: CommandRequest): Promise<void>;
}

/** Says things to an operation. */
export function useCommand(
  id: string,
  onAnswer: (detail: OperationDetail) => void,
): Command {
  const operationsApi = useOperationsApi();
  const [pending, setPending] = useState<string>();
  const [failure, setFailure] = useState<Error>();
  const isBusy = useRef(false);
  return {
    pending,
    failure,
    async give(request) {
      if (isBusy.current) {
        return;
      }
      isBusy.current = true;
      setPending(request.command);
      setFailure(undefined);
      try {
        onAnswer(await operationsApi.command(id, request));
      } catch (error) {
        setFailure(toError(error));
      } finally {
        isBusy.current = false;
        setPending(undefined);
      }
    },
  };
}
