import {
  severitySchema,
  type ChangeKind,
  type IncidentRunbook,
  type Runbook,
  type RunbookMatch,
  type Severity,
} from '@groundcrew/plugin-faults-common';

/** What of an incident decides which runbooks are for it. */
export interface RunbookSubject {
  fault: string;
  detector: string;
  category: string;
  /** Of the object at fault. */
  kind: string;
  severity: Severity;
  environment?: string;
  /** Entity references of what suffers. */
  entities: readonly string[];
  /** The sorts of changes that may be why. */
  suspects: readonly ChangeKind[];
}

/** A runbook that is for an incident, and why. */
export interface FittingRunbook
  extends Pick<IncidentRunbook, 'fit' | 'isWorse'> {
  runbook: Runbook;
}

/** The nearest to what is wrong first. */
const FITS = ['fault', 'detector', 'category'] as const;

/**
 * The runbooks that are for an incident, the best first: those for its very fault, then for the detector that found it, then for
 * anything of that category. Of equals, those that say more exactly which incidents they are for, and those that are for as bad ones.
 */
export function runbooksFor(
  subject: RunbookSubject,
  runbooks: readonly Runbook[],
): FittingRunbook[] {
  return runbooks
    .flatMap(runbook => {
      const fit = FITS.find(each => runbook.symptoms.includes(subject[each]));
      return fit && matches(subject, runbook.match)
        ? [{ runbook, fit, isWorse: isWorse(subject, runbook) }]
        : [];
    })
    .sort(
      (one, other) =>
        FITS.indexOf(one.fit) - FITS.indexOf(other.fit) ||
        exactness(other) - exactness(one) ||
        Number(one.isWorse) - Number(other.isWorse) ||
        one.runbook.id.localeCompare(other.runbook.id),
    );
}

function matches(
  { entities, environment, kind, suspects }: RunbookSubject,
  match: RunbookMatch = {},
): boolean {
  return (
    anyOf(match.kinds, [kind]) &&
    anyOf(match.environments, environment === undefined ? [] : [environment]) &&
    anyOf(
      match.entities?.map(ref => ref.toLowerCase()),
      entities.map(ref => ref.toLowerCase()),
    ) &&
    anyOf(match.suspects, suspects)
  );
}

function anyOf<T>(wanted: readonly T[] | undefined, there: readonly T[]) {
  return !wanted || wanted.some(each => there.includes(each));
}

function exactness({ runbook: { match = {} } }: FittingRunbook): number {
  return Object.values(match).filter(value => value !== undefined).length;
}

function isWorse(subject: RunbookSubject, runbook: Runbook): boolean {
  const order = severitySchema.options;
  return order.indexOf(subject.severity) < order.indexOf(runbook.severity);
}
