import type {
  Importance,
  ImportanceTerm,
} from '@groundcrew/plugin-faults-common';

/** What {@link importanceOf} weighs. */
export interface ImportanceFacts {
  /** The label of that name, as its rule says. */
  severity: string | undefined;
  environment: string | undefined;
  /** Where an environment is not known it is taken for one. */
  isProduction: boolean;
  /** What it is about did not do its work at some time while it fired. */
  hasSuffered: boolean;
  /** How many workloads depend on what it is about: 1 of a workload. */
  workloads: number;
  /** Of the most critical entity of the catalog that it is about. */
  criticality?: 'critical' | 'high' | 'normal' | 'low';
  /** How often it fired again after it was over. */
  flaps: number;
  /** Who silenced it in Alertmanager. */
  silencedBy?: string;
}

const OF_SEVERITY: Readonly<Record<string, number>> = {
  critical: 0.45,
  page: 0.45,
  emergency: 0.45,
  error: 0.4,
  major: 0.4,
  high: 0.4,
  warning: 0.3,
  minor: 0.2,
  low: 0.1,
  info: 0,
  none: 0,
};
const WITHOUT_SEVERITY = 0.25;
const OF_CRITICALITY = { critical: 0.2, high: 0.1, normal: 0, low: -0.1 };
/** From so many workloads on it is no matter of one service any more. */
const MANY_WORKLOADS = 5;
/** From so many times on it cries wolf. */
const MANY_FLAPS = 3;

/**
 * How important an alert is: the sum of what speaks for it and against it, from 0 to 1. Pure.
 *
 * @remarks
 *
 * Half of 1 is reached by a warning in production, by something critical anywhere, and by what makes something suffer; a warning
 * outside of production from which nothing suffers is below, and so is what its own rule calls information.
 */
export function importanceOf(facts: ImportanceFacts): Importance {
  const terms = termsOf(facts).filter(({ weight }) => weight !== 0);
  const sum = terms.reduce((total, { weight }) => total + weight, 0);
  // Beyond the second digit there is nothing but arithmetic.
  const score = Math.round(Math.min(Math.max(sum, 0), 1) * 100) / 100;
  return { score, terms };
}

function termsOf(facts: ImportanceFacts): ImportanceTerm[] {
  const { environment, flaps, severity, silencedBy, workloads } = facts;
  const level = severity?.toLowerCase() ?? '';
  const terms: ImportanceTerm[] = [
    {
      id: 'severity',
      weight: OF_SEVERITY[level] ?? WITHOUT_SEVERITY,
      message: severity
        ? `Its rule says: ${severity}`
        : 'Its rule does not say how bad it is',
    },
    facts.isProduction
      ? {
          id: 'environment',
          weight: 0.2,
          message: environment
            ? `${environment} is production`
            : 'Nobody said of which environment it is a part: it is taken for production',
        }
      : {
          id: 'environment',
          weight: 0.05,
          message: `${environment} is not production`,
        },
  ];
  if (facts.hasSuffered) {
    terms.push({
      id: 'suffering',
      weight: 0.25,
      message: 'What it is about has not done its work as it should',
    });
  }
  if (workloads >= MANY_WORKLOADS) {
    terms.push({
      id: 'reach',
      weight: 0.1,
      message: `${workloads} workloads depend on what it is about`,
    });
  }
  if (facts.criticality) {
    terms.push({
      id: 'criticality',
      weight: OF_CRITICALITY[facts.criticality],
      message: `The catalog says that what it is about is ${facts.criticality}`,
    });
  }
  if (flaps >= MANY_FLAPS) {
    terms.push({
      id: 'flapping',
      weight: -0.15,
      message: `It was over and fired again ${flaps} times`,
    });
  }
  if (silencedBy !== undefined) {
    terms.push({
      id: 'silenced',
      weight: -1,
      message: `${silencedBy || 'Somebody'} silenced it in Alertmanager`,
    });
  }
  return terms;
}
