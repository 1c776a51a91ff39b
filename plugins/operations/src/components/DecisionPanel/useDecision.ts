import { toError } from '@backstage/errors';
import type {
  DecisionRequest,
  OperationDetail,
} from '@groundcrew/plugin-operations-common';
import { useOperationsApi } from '@groundcrew/plugin-operations-react';
import { useRef, useState } from 'react';

/** Answers for an approver, once. */
export interface Decision {
  pending: DecisionRequest['decision'] | undefined;
  failure: Error | undefined;
  /** @param request - without a hash, what was asked for is refused as it was previewed then */
  decide(
    request: Omit<DecisionRequest, 'previewHash'> & { previewHash?: string },
  ): Promise<void>;
}

/** What {@link useDecision} calls. */
export interface DecisionCallbacks {
  onDecided(
    decision: DecisionRequest['decision'],
    detail: OperationDetail,
  ): void;
  onFailed(): void;
}

/** Approves or refuses an operation. */
export function useDecision(
  id: string,
  callbacks: DecisionCallbacks,
): Decision {
  const operationsApi = useOperationsApi();
  const [pending, setPending] = useState<DecisionRequest['decision']>();
  const [failure, setFailure] = useState<Error>();
  const isBusy = useRef(false);
  return {
    pending,
    failure,
    async decide(request) {
      if (isBusy.current) {
        return;
      }
      isBusy.current = true;
      setPending(request.decision);
      setFailure(undefined);
      try {
        const previewHash =
          request.previewHash ??
          (await operationsApi.getOperation(id)).preview.hash;
        const detail = await operationsApi.decide(id, {
          ...request,
          previewHash,
        });
        callbacks.onDecided(request.decision, detail);
      } catch (error) {
        setFailure(toError(error));
        callbacks.onFailed();
      } finally {
        isBusy.current = false;
        setPending(undefined);
      }
    },
  };
}
