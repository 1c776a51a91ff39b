import type { ObjectStore } from '@groundcrew/plugin-clusters-node';
import type { Finding, Proposal } from '@groundcrew/plugin-faults-common';
import { REMEDIES } from './remedies/allRemedies';
import { isOwnedElsewhere, ownerOf, whereToChange } from './remedies/ownership';
import {
  inShort,
  type RemedyContext,
  type RemedyDraft,
} from './remedies/Remedy';
import { riskOf, type VerbId } from './remedies/verbRisks';

const MOST_PROPOSALS = 8;

/** Verbs that are refused for what Git or an operator owns: they would be taken back. */
const TAKEN_BACK: ReadonlySet<VerbId> = new Set([
  'kubernetes.scale',
  'kubernetes.scale-limits',
  'kubernetes.roll-back',
  'kubernetes.set-image',
  'kubernetes.set-resources',
  'kubernetes.expand-claim',
]);

/** What {@link proposalsOf} looks at. */
export interface ProposalsOptions {
  store: ObjectStore;
  /** Of the object that is at fault: what an operation risks depends on it. */
  environment?: string;
}

/**
 * What may be done about a fault, the likeliest to help first: operations where one plausibly mends it, and what a person has to do
 * otherwise. At least one for every fault.
 */
export function proposalsOf(
  finding: Finding,
  { environment, store }: ProposalsOptions,
): Proposal[] {
  const { kind, name, namespace } = finding.object;
  const context: RemedyContext = {
    finding,
    store,
    environment,
    object: store.get(kind, { namespace, name }),
  };
  const remedy = Object.hasOwn(REMEDIES, finding.fault)
    ? REMEDIES[finding.fault]
    : lookAtIt;
  return remedy(context)
    .filter(draft => staysDone(draft, context))
    .slice(0, MOST_PROPOSALS)
    .map(draft => proposalOf(draft, context));
}

/** Of a fault that a module knows: what it says of it. */
function lookAtIt({ finding }: RemedyContext): RemedyDraft[] {
  return [
    {
      title: `Look at ${inShort(finding.object)}`,
      why: `${finding.title}.`,
      changes: 'nothing',
    },
  ];
}

function staysDone(
  { operation }: RemedyDraft,
  { store }: RemedyContext,
): boolean {
  const isTakenBack = operation && TAKEN_BACK.has(operation.id);
  if (!isTakenBack && operation?.id !== 'kubernetes.resume') {
    return true;
  }
  const { kind, name, namespace } = operation.target;
  const target = store.get(kind, { namespace, name });
  const owner = target && ownerOf(store, target);
  return (
    target !== undefined &&
    // Git seldom says that a roll-out is paused; whoever made it may.
    (isTakenBack ? !isOwnedElsewhere(owner) : owner?.type !== 'operator')
  );
}

function proposalOf(
  { changes, operation, title, why }: RemedyDraft,
  { environment, object, store }: RemedyContext,
): Proposal {
  if (operation) {
    const { id, input = {}, target } = operation;
    return {
      title,
      why,
      operation: { id, target, input, risk: riskOf(id, environment) },
    };
  }
  const changed = changes === 'nothing' ? undefined : changes ?? object;
  const where = changed && whereToChange(ownerOf(store, changed));
  return { title, why: where ? `${why} ${where}` : why };
}
