import type { PodView } from '@groundcrew/plugin-deployments-common';
import { useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import { chosenLog, type ChosenLog } from './chosenLog';

/** What the address may say of a log. */
export interface AskedLog {
  pod?: string;
  container?: string;
  previous?: boolean;
}

/** The log that the address names, and how to name another one. */
export function useChosenLog(pods: readonly PodView[]): {
  chosen: ChosenLog | undefined;
  choose(asked: AskedLog): void;
} {
  const [params, setParams] = useSearchParams();
  // Once a pod is shown it stays, whichever pod most needs a look later.
  const [firstPod, setFirstPod] = useState<string>();
  const chosen = chosenLog(pods, {
    pod: params.get('pod') ?? firstPod,
    container: params.get('container') ?? undefined,
    previous: params.get('previous') === 'true',
  });
  if (chosen && firstPod === undefined) {
    setFirstPod(chosen.pod);
  }
  return {
    chosen,
    choose: asked => {
      setFirstPod(undefined);
      setParams(
        Object.entries(asked).flatMap(([name, value]) =>
          value === undefined || value === false ? [] : [[name, String(value)]],
        ) as [string, string][],
        { replace: true },
      );
    },
  };
}
