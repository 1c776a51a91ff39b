import type {
  FaultCategory,
  Impact,
  Severity,
} from '@groundcrew/plugin-faults-common';

import type { LinkedEntity } from '../entities';

/** What {@link severityOf} weighs. */
export interface SeverityFacts {
  impact: Impact;
  category: FaultCategory;
  environment: string | undefined;
  /** Where an environment is not known it is taken for one. */
  isProduction: boolean;
  /** Monitoring wants an answer soon: it may see what no replica tells. Default: false. */
  isUrgent?: boolean;
  /** Of the most critical entity that suffers. */
  criticality?: LinkedEntity['criticality'];
}

const SEVERITIES: readonly Severity[] = ['P0', 'P1', 'P2', 'P3'];

/** From so many workloads on it is no matter of one service any more. */
const MANY_WORKLOADS = 5;

const OF_IMPACT: Record<Impact['level'], number> = {
  down: 1,
  degraded: 2,
  'at-risk': 3,
};

const OF_CRITICALITY = { critical: -1, low: 1 };

/**
 * How bad it is, from what it does, where, and to what; with why that is said. Pure.
 *
 * @remarks
 *
 * In production: down is P1, degraded P2, at risk P3; what monitoring calls urgent is degraded at least. One step worse for what is critical and for many workloads at once, one
 * better for what is of low criticality and outside production.
 */
export function severityOf(facts: SeverityFacts): {
  severity: Severity;
  reasons: string[];
} {
  const { category, criticality, environment, impact, isProduction } = facts;
  const suffering = impact.workloads.filter(
    ({ desired, ready }) => ready < desired,
  );
  const reasons = [inWords(facts)];
  let step = OF_IMPACT[impact.level];
  if (category === 'infrastructure' && step > OF_IMPACT.degraded) {
    step = OF_IMPACT.degraded;
    reasons.push('It is a part of the cluster itself');
  }
  if (facts.isUrgent && step > OF_IMPACT.degraded) {
    step = OF_IMPACT.degraded;
    reasons.push('Its alert wants an answer soon');
  }
  if (suffering.length >= MANY_WORKLOADS) {
    step -= 1;
    reasons.push(`${suffering.length} workloads suffer from it`);
  }
  if (criticality === 'critical' || criticality === 'low') {
    step += OF_CRITICALITY[criticality];
    reasons.push(
      criticality === 'critical'
        ? 'Something critical suffers from it'
        : 'Nothing that suffers from it matters much',
    );
  }
  if (isProduction) {
    reasons.push(
      environment
        ? `${environment} is production`
        : 'Nobody said of which environment it is a part: it is taken for production',
    );
  } else {
    step += 1;
    reasons.push(`${environment} is not production`);
  }
  return {
    severity: SEVERITIES[Math.min(Math.max(step, 0), SEVERITIES.length - 1)],
    reasons,
  };
}

/** Whether one is worse than another one. */
export function isWorse(one: Severity, other: Severity): boolean {
  return SEVERITIES.indexOf(one) < SEVERITIES.indexOf(other);
}

function inWords({ impact: { level, workloads } }: SeverityFacts): string {
  const worst = workloads.find(({ desired, ready }) => ready < desired);
  switch (level) {
    case 'down':
      return worst
        ? `${worst.object.name} has no ready replica left`
        : 'What it is about does not work';
    case 'degraded':
      return worst
        ? `${worst.object.name} has ${worst.ready} of ${worst.desired} replicas`
        : 'What it is about does not work as it should';
    default:
      return 'Everything that should run runs';
  }
}
