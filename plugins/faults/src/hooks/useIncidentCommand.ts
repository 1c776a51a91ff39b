import { toError } from '@backstage/errors';
import { useApi } from '@backstage/frontend-plugin-api';
import type {
  IncidentCommand,
  IncidentDetail,
} from '@groundcrew/plugin-faults-common';
import { useRef, useState } from 'react';
import { faultsApiRef } from '../api';

/** Commands of one incident. */
export interface IncidentCommands {
  /** @returns whether it was taken */
  run(command: IncidentCommand): Promise<boolean>;
  /** What is under way. */
  running: IncidentCommand['command'] | undefined;
  /** Why the last one was not taken. */
  failure: Error | undefined;
}

/** Answers for an incident. */
export function useIncidentCommand(
  id: number,
  onAnswer: (detail: IncidentDetail) => void,
): IncidentCommands {
  const faultsApi = useApi(faultsApiRef);
  const [running, setRunning] = useState<IncidentCommand['command']>();
  const [failure, setFailure] = useState<Error>();
  // State comes too late for the second click of a double click.
  const isRunning = useRef(false);
  return {
    running,
    failure,
    async run(command) {
      if (isRunning.current) {
        return false;
      }
      isRunning.current = true;
      setRunning(command.command);
      setFailure(undefined);
      try {
        onAnswer(await faultsApi.commandIncident(id, command));
        return true;
      } catch (error) {
        setFailure(toError(error));
        return false;
      } finally {
        isRunning.current = false;
        setRunning(undefined);
      }
    },
  };
}
