import type { RespondedIncident } from '@groundcrew/plugin-faults-node';

/** Lists that conditions go through are not longer. */
const MOST_ENTRIES = 50;

/** What a condition may speak of. Whole numbers are bigint, as CEL has them. */
export interface ConditionVariables {
  incident: {
    id: bigint;
    cluster: string;
    environment: string;
    severity: string;
    fault: string;
    category: string;
    entities: string[];
    ageSeconds: bigint;
    /** How many objects have suffered. */
    affected: bigint;
    impact: string;
  };
  object: { kind: string; namespace: string; name: string };
  changes: {
    action: string;
    kind: string;
    object: string;
    name: string;
    isSuspect: boolean;
    ageSeconds: bigint;
  }[];
}

/** What is known of an incident, for conditions. What there is not is empty. */
export function conditionVariables(
  incident: RespondedIncident,
  now: number,
): ConditionVariables {
  const { cause, changes, impact } = incident.explanation;
  const secondsSince = (time: number) =>
    BigInt(Math.max(0, Math.floor((now - time) / 1_000)) || 0);
  return {
    incident: {
      id: BigInt(incident.id),
      cluster: incident.cluster,
      environment: incident.environment ?? '',
      severity: incident.severity,
      fault: cause.fault,
      category: cause.category,
      entities: incident.entities.slice(0, MOST_ENTRIES),
      ageSeconds: secondsSince(incident.openedAt),
      affected: BigInt(incident.affected.length),
      impact: impact.level,
    },
    object: {
      kind: cause.object.kind,
      namespace: cause.object.namespace ?? '',
      name: cause.object.name,
    },
    changes: changes.slice(0, MOST_ENTRIES).map(change => ({
      action: change.action,
      kind: change.kind,
      object: change.object.kind,
      name: change.object.name,
      isSuspect: change.isSuspect ?? false,
      ageSeconds: secondsSince(Date.parse(change.at)),
    })),
  };
}
