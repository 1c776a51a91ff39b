import type { SeenChange } from '../ApiProxy';

/** What one operation did to the cluster, as the API server saw it. */
export interface Effects {
  /** How many changes it kept. */
  kept: number;
  /** How many of them said again what was done already. */
  doubled: number;
}

/** Counts what was changed in a trial: kept by the API server, and no dry run. */
export function effectsOf(
  changes: readonly SeenChange[],
  trial: string,
): Effects {
  const seen = new Set<string>();
  const kept = changes.filter(
    ({ dryRun, path, status }) =>
      !dryRun &&
      status >= 200 &&
      status < 300 &&
      path.split('/').includes(trial),
  );
  for (const change of kept) {
    seen.add(effectKey(change));
  }
  return { kept: kept.length, doubled: kept.length - seen.size };
}

/** Every change of an object says which operation and which of its effects it is; a pod that goes is gone once. */
function effectKey({ body, method, path }: SeenChange): string {
  const mark = JSON.stringify(body)?.match(
    /groundcrew\.io(?:\/|~1)operation[^[{]*?"([\w-]{8,}\/[^"]+)"/,
  )?.[1];
  return `${method} ${path} ${mark ?? ''}`;
}
