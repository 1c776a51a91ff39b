import { Container, Pod } from '../api/podTypes';
import {
  BehaviourOverride,
  ContainerBehaviour,
  behaviourOf,
} from './behaviour';

/** Which containers an override is for. */
export type OverrideSelector = (pod: Pod, container: Container) => boolean;

interface Override {
  selects: OverrideSelector;
  behaviour: BehaviourOverride;
}

/** What faults lay over the behaviour that pods ask for. A later one wins. */
export class BehaviourOverrides {
  readonly #overrides = new Map<string, Override>();

  set(id: string, override: Override): void {
    this.#overrides.set(id, override);
  }

  /** Returns which containers the override was for. */
  clear(id: string): OverrideSelector | undefined {
    const selects = this.#overrides.get(id)?.selects;
    this.#overrides.delete(id);
    return selects;
  }

  behaviourOf(pod: Pod, container: Container): ContainerBehaviour {
    let merged: BehaviourOverride | undefined;
    for (const { selects, behaviour } of this.#overrides.values()) {
      if (selects(pod, container)) merged = { ...merged, ...behaviour };
    }
    return behaviourOf(pod, container, merged);
  }
}
