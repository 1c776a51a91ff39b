import {
  WORKLOAD_KINDS,
  type ObjectRef,
} from '@groundcrew/plugin-clusters-common';
import type { ClustersService } from '@groundcrew/plugin-clusters-node';
import type { MuteScope } from '@groundcrew/plugin-faults-common';
import type { Cause } from '../causes';
import { findingKey, refKey } from '../engine/mergeFindings';
import type { EntityLinks, LinkedEntity } from '../entities';
import { impactOf } from './impactOf';
import type { IncidentSettings } from './IncidentSettings';
import type { JudgedCause } from './JudgedCause';
import { severityOf } from './severityOf';

/** Causes that open no incidents until a time, in milliseconds since 1970. */
export interface ActiveMute extends MuteScope {
  until: number;
}

/** What {@link judgeCause} looks at. */
export interface JudgeCauseOptions {
  clusters: Pick<ClustersService, 'store' | 'targetOf'>;
  links: Pick<EntityLinks, 'entitiesOfWorkload'>;
  mutes: readonly ActiveMute[];
  settings: Pick<IncidentSettings, 'isProduction'>;
  /** Since when it stands: milliseconds since 1970. */
  standsSince: number;
}

const CRITICALITIES = ['critical', 'high', 'normal', 'low'] as const;

/** Says of a cause what it does, to whom, and how bad that is. */
export function judgeCause(
  cause: Cause,
  options: JudgeCauseOptions,
): JudgedCause {
  const { clusters, mutes, settings, standsSince } = options;
  const { finding } = cause;
  const { category, object } = finding;
  const store = clusters.store(object.cluster);
  const affected = affectedBy(cause);
  const impact = impactOf(affected, store);
  const entities = entitiesOf(affected, options);
  const { environment } = clusters.targetOf(object.cluster, object.namespace);
  const { reasons, severity } = severityOf({
    impact,
    category,
    environment,
    isProduction: settings.isProduction(environment),
    isUrgent: [finding, ...cause.symptoms.map(symptom => symptom.finding)].some(
      ({ isUrgent }) => isUrgent,
    ),
    criticality: CRITICALITIES.find(each =>
      entities.some(({ criticality }) => criticality === each),
    ),
  });
  const until = mutes
    .filter(mute => isMuted(cause, mute))
    .map(mute => mute.until);
  return {
    cause,
    key: findingKey(finding),
    environment,
    impact,
    severity,
    severityReasons: reasons,
    entities: entities.map(({ ref }) => ref),
    affected,
    standsSince,
    mutedUntil: until.length > 0 ? Math.max(...until) : undefined,
  };
}

/** Its own object, what it holds up, and what its symptoms sit in; each once, its own first. */
function affectedBy({ finding, symptoms }: Cause): ObjectRef[] {
  const refs = [
    finding.object,
    ...finding.explains,
    ...symptoms.map(symptom => symptom.finding.object),
  ];
  return [...new Map(refs.map(ref => [refKey(ref), ref])).values()];
}

function entitiesOf(
  affected: readonly ObjectRef[],
  { clusters, links }: JudgeCauseOptions,
): LinkedEntity[] {
  const found = new Map<string, LinkedEntity>();
  for (const { cluster, kind, name, namespace } of affected) {
    const object = (WORKLOAD_KINDS as readonly string[]).includes(kind)
      ? clusters.store(cluster).get(kind, { namespace, name })
      : undefined;
    if (object) {
      for (const entity of links.entitiesOfWorkload(cluster, object)) {
        found.set(entity.ref, entity);
      }
    }
  }
  return [...found.values()];
}

function isMuted({ finding }: Cause, mute: ActiveMute): boolean {
  const { fault, object } = finding;
  const matches = (wanted: string | undefined, is: string | undefined) =>
    wanted === undefined || wanted === is;
  return (
    mute.fault === fault &&
    mute.cluster === object.cluster &&
    matches(mute.namespace, object.namespace) &&
    matches(mute.kind, object.kind) &&
    matches(mute.name, object.name)
  );
}
