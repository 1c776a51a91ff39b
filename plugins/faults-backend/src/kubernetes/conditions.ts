import { asList } from './asList';

/** A condition in the status of an object, of whatever kind. */
export interface Condition {
  type: string;
  status: string;
  reason?: string;
  message?: string;
  lastTransitionTime?: string;
}

/** The condition of a type in the status of an object. */
export function conditionOf(
  object: { status?: unknown },
  type: string,
): Condition | undefined {
  const { conditions } = (object.status ?? {}) as { conditions?: Condition[] };
  return asList(conditions).find(condition => condition.type === type);
}
