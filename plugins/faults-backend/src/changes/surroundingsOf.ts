import type { ObjectRef } from '@groundcrew/plugin-clusters-common';
import type { ObjectStore } from '@groundcrew/plugin-clusters-node';
import type { Finding } from '@groundcrew/plugin-faults-common';

/** What an incident is about. */
export interface SurroundingsOptions {
  cause: Finding;
  /** What the cause explains. */
  symptoms: readonly Finding[];
  /** With or without values of configuration: with them, it is also known who calls whom. */
  store: ObjectStore;
}

/** The objects around an incident. */
export interface Surroundings {
  /** All of them, those nearest to the cause first; bounded. */
  refs: ObjectRef[];
  /** Those whose change may be why: what the cause is about, and what its evidence names. */
  suspects: ReadonlySet<string>;
}

/** Which objects a change of may concern an incident: what it is about, and what that depends on. */
export function surroundingsOf({ cause }: SurroundingsOptions): Surroundings {
  return { refs: [cause.object], suspects: new Set() };
}
