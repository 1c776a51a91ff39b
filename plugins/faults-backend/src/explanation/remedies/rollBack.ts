import type {
  KubernetesObject,
  ObjectStore,
} from '@groundcrew/plugin-clusters-node';
import { Facts, differencesOf } from '../../changes/facts/Facts';
import { partOf, recordOf, type Json } from '../../changes/facts/json';
import { addTemplateFacts } from '../../changes/facts/templateFacts';
import {
  revisionsOf,
  type Revision,
} from '../../changes/revisions/revisionsOf';
import { inWords } from '../../kubernetes/inWords';
import { isOwnedElsewhere, ownerOf } from './ownership';
import { inShort, type Remedy, type RemedyContext } from './Remedy';

/** What of a template may be why, as names of facts. */
export type Aspects = RegExp;

/** Anything that makes the process another one, or its surroundings. */
export const ANY_ASPECT: Aspects = /./;

const NAMES: Readonly<Record<string, string>> = {
  image: 'image',
  env: 'variables',
  resources: 'resources',
  command: 'command',
  'container-ports': 'ports',
  'container-field': 'settings of containers',
  'pod-field': 'settings of the pods',
  'pod-labels': 'labels',
  'pod-annotation': 'annotations',
  volume: 'volumes',
};
/** Changes nothing of what runs. */
const RESTART = 'restart';

/** That the pod template became another one, in what may be why. */
interface SuspectRelease {
  present: Revision;
  /** Of those that differ in that, the newest one that has pods that serve; where none has, the newest one. */
  previous: Revision;
  /** What differs, in words. */
  changed: string;
}

/**
 * Goes back to a revision whose template differs in what may be why: the last one whose pods serve still, else the last one.
 * Nothing where there is none: a release is not to blame for what it has not changed. Where Git or an operator owns the template, it says to take it back there.
 *
 * @param aspects - the names of the facts of a template that the fault is about
 * @param isWorse - whether an earlier template would be no better than the present one
 */
export function rollBack(
  aspects: Aspects,
  isWorse: (previous: Json, present: Json) => boolean = () => false,
): Remedy {
  return context => {
    const { object, store } = context;
    const release = object && suspectRelease(store, object, aspects);
    if (
      !object ||
      !release ||
      isWorse(release.previous.template, release.present.template)
    ) {
      return [];
    }
    const why = `Revision ${release.present.revision} changed its ${release.changed}; revision ${release.previous.revision} has that as it was before.`;
    return propose(context, object, release, why);
  };
}

/**
 * The same for faults that say only that something fails: where the present revision has not got all its pods ready while others of before have, or
 * it stopped to be available soon after the release.
 */
export function rollBackBadRelease(): Remedy {
  return context => {
    const { object, store } = context;
    const release = object && suspectRelease(store, object, ANY_ASPECT);
    const sign = object && release && signOfBadRelease(store, object, release);
    return object && release && sign
      ? propose(
          context,
          object,
          release,
          `Revision ${release.present.revision} changed its ${release.changed}, and ${sign}.`,
        )
      : [];
  };
}

function propose(
  { finding, store }: RemedyContext,
  object: KubernetesObject,
  { previous }: SuspectRelease,
  why: string,
) {
  const name = inShort(finding.object);
  return isOwnedElsewhere(ownerOf(store, object))
    ? [{ title: `Take the last release of ${name} back`, why, changes: object }]
    : [
        {
          title: `Roll back to revision ${previous.revision}`,
          why,
          operation: {
            id: 'kubernetes.roll-back' as const,
            target: finding.object,
            input: { revision: previous.revision },
          },
        },
      ];
}

function suspectRelease(
  store: ObjectStore,
  object: KubernetesObject,
  aspects: Aspects,
): SuspectRelease | undefined {
  const revisions = revisionsOf(store, object);
  const present = revisions.find(({ isCurrent }) => isCurrent);
  if (!present) {
    return undefined;
  }
  const others = revisions.flatMap(previous => {
    const changed =
      previous === present ? [] : changedIn(previous, present, aspects);
    return changed.length > 0
      ? [{ present, previous, changed: inWords(changed) }]
      : [];
  });
  // What came just before may be no better.
  return (
    others.find(({ previous }) => readyReplicas(store, object, previous) > 0) ??
    others[0]
  );
}

function changedIn(
  previous: Revision,
  present: Revision,
  aspects: Aspects,
): string[] {
  const differences = differencesOf(factsOf(previous), factsOf(present));
  return [...differences].flatMap(([type, ofType]) =>
    type !== RESTART &&
    ofType.some(({ name }) => aspects.test(`${type} ${name}`))
      ? NAMES[type] ?? type
      : [],
  );
}

function factsOf({ template }: Revision): Record<string, string> {
  const facts = Facts.create();
  addTemplateFacts(facts, template);
  return facts.toRecord();
}

/** A release that a workload has not survived for longer. */
const SOON_MS = 30 * 60_000;

function signOfBadRelease(
  store: ObjectStore,
  object: KubernetesObject,
  { present, previous }: SuspectRelease,
): string | undefined {
  const readyOf = (revision: Revision) =>
    readyReplicas(store, object, revision);
  if (readyOf(previous) > 0 && readyOf(present) === 0) {
    return `no pod of it is ready, while pods of revision ${previous.revision} are`;
  }
  const { conditions } = partOf(object, 'status');
  const available = (Array.isArray(conditions) ? conditions : [])
    .map(recordOf)
    .find(({ type }) => type === 'Available');
  const since = Date.parse(String(available?.lastTransitionTime));
  return available?.status === 'False' &&
    present.createdAt !== undefined &&
    since >= present.createdAt &&
    since - present.createdAt <= SOON_MS
    ? 'it stopped to be available soon after'
    : undefined;
}

/** By its ReplicaSet; pods of other kinds are replaced one by one, in place. */
function readyReplicas(
  store: ObjectStore,
  object: KubernetesObject,
  { revision }: Revision,
): number {
  const source = store
    .ownedBy(object.metadata?.uid ?? '')
    .find(
      ({ kind, metadata }) =>
        kind === 'ReplicaSet' &&
        Number(metadata?.annotations?.['deployment.kubernetes.io/revision']) ===
          revision,
    );
  return Number(partOf(source, 'status').readyReplicas) || 0;
}
