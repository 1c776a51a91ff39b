import type { ObjectRef } from '@groundcrew/plugin-clusters-common';
import type {
  KubernetesObject,
  ObjectStore,
} from '@groundcrew/plugin-clusters-node';
import type { Finding } from '@groundcrew/plugin-faults-common';
import type { VerbId } from './verbRisks';

/** What is known when it is said what may be done. */
export interface RemedyContext {
  finding: Finding;
  store: ObjectStore;
  environment?: string;
  /** The object at fault; undefined where it does not exist, or is not in the cache. */
  object?: KubernetesObject;
}

/** Something that may be done. */
export interface RemedyDraft {
  title: string;
  /** In one sentence. */
  why: string;
  /** Without one a person has to do it. */
  operation?: {
    id: VerbId;
    target: ObjectRef;
    input?: Record<string, unknown>;
  };
  /** By hand: what is changed, so that it can be said who owns that; the object at fault where it is left out. */
  changes?: KubernetesObject | 'nothing';
}

/** What may be done about one fault, the likeliest to help first. */
export type Remedy = (context: RemedyContext) => RemedyDraft[];

/** The remedies for some faults, by the id of the fault. */
export type Remedies = Readonly<Record<string, Remedy>>;

/** Names an object as people do: `Deployment cart`. */
export function inShort({ kind, name }: ObjectRef): string {
  return `${kind} ${name}`;
}

/** `in namespace shop`; empty for what is in none. */
export function whereIs({ namespace }: ObjectRef): string {
  return namespace ? ` in namespace ${namespace}` : '';
}

/** The first object of a kind that the evidence shows. */
export function evidenceOf(
  { finding }: RemedyContext,
  kind: string,
): ObjectRef | undefined {
  return finding.evidence.find(({ object }) => object?.kind === kind)?.object;
}

/** The name in quotes at some place of what is said of the object. */
export function quotedIn({ finding }: RemedyContext, place = 0): string {
  const quoted = [...finding.message.matchAll(/'([^']{1,253})'/g)];
  return quoted[place]?.[1] ?? '';
}

/** One thing that a person has to do. */
export function byHand(
  title: (context: RemedyContext) => string,
  why: (context: RemedyContext) => string,
  changes?: RemedyDraft['changes'],
): Remedy {
  return context => [
    {
      title: title(context),
      why: why(context),
      ...(changes ? { changes } : {}),
    },
  ];
}

/** All that several remedies say, in their order. */
export function all(...remedies: Remedy[]): Remedy {
  return context => remedies.flatMap(remedy => remedy(context));
}
