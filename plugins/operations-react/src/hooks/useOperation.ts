import {
  useLiveQuery,
  type LiveQueryResult,
} from '@groundcrew/plugin-clusters-react';
import type { OperationDetail } from '@groundcrew/plugin-operations-common';
import { useState } from 'react';
import { useOperationsApi } from '../api';
import { useOperationsRevision } from './useOperationsRevision';

/**
 * What {@link useOperation} answers.
 *
 * @public
 */
export interface OperationResult extends LiveQueryResult<OperationDetail> {
  /** Takes an answer that came by another way, as from a command. What is older than what is known is dropped. */
  accept(detail: OperationDetail): void;
}

/**
 * One operation with its parts, kept current.
 *
 * @param initial - what is known of it already, as from submitting it
 *
 * @public
 */
export function useOperation(
  id: string,
  initial?: OperationDetail,
): OperationResult {
  const operationsApi = useOperationsApi();
  const [accepted, setAccepted] = useState(initial);
  const [parts, setParts] = useState<readonly string[]>([]);
  const [isOver, setOver] = useState(false);
  const { revision, isAnnounced } = useOperationsRevision([id, ...parts]);
  const query = useLiveQuery({
    key: id,
    load: async options => {
      const detail = await operationsApi.getOperation(id, options);
      // A drain is as far as the evictions that are its parts.
      const children = detail.children.map(child => child.id);
      setParts(known =>
        known.join(' ') === children.join(' ') ? known : children,
      );
      setOver(detail.endedAt !== undefined);
      return detail;
    },
    revision,
    // Somebody waits for one that goes on: what a lost signal did not tell is asked for soon.
    isAnnounced: isAnnounced && isOver,
  });

  const data = newest(query.data, accepted?.id === id ? accepted : undefined);
  return {
    ...query,
    data,
    isLoading: query.isLoading && data === undefined,
    accept: setAccepted,
  };
}

function newest(
  asked: OperationDetail | undefined,
  accepted: OperationDetail | undefined,
): OperationDetail | undefined {
  if (!asked || !accepted) {
    return asked ?? accepted;
  }
  return accepted.revision > asked.revision ? accepted : asked;
}
