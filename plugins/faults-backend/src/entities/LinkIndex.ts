import {
  isLinkedTo,
  type LabelledPlace,
  type LinkedEntity,
} from './LinkedEntity';

/** Finds the entities of an object without looking at all of them. */
export class LinkIndex {
  /** Those whose link asks for one value of a label, by that. */
  readonly #byLabel = new Map<string, LinkedEntity[]>();
  readonly #others: LinkedEntity[] = [];

  static create(entities: readonly LinkedEntity[]): LinkIndex {
    return new LinkIndex(entities);
  }

  private constructor(entities: readonly LinkedEntity[]) {
    for (const entity of entities) {
      const label = labelOf(entity);
      const ofLabel =
        label === undefined ? this.#others : this.#byLabel.get(label);
      if (ofLabel) {
        ofLabel.push(entity);
      } else {
        this.#byLabel.set(label ?? '', [entity]);
      }
    }
  }

  /** Those to which any of these is linked, each once. */
  entitiesOf(places: readonly LabelledPlace[]): LinkedEntity[] {
    const found = new Set<LinkedEntity>();
    for (const place of places) {
      for (const entity of this.#candidates(place)) {
        if (isLinkedTo(entity.link, place)) {
          found.add(entity);
        }
      }
    }
    return [...found];
  }

  *#candidates({ labels = {} }: LabelledPlace): Iterable<LinkedEntity> {
    for (const [key, value] of Object.entries(labels)) {
      yield* this.#byLabel.get(`${key}=${value}`) ?? [];
    }
    yield* this.#others;
  }
}

function labelOf({ link }: LinkedEntity): string | undefined {
  for (const requirement of link.requirements ?? []) {
    if (requirement.operator === 'in' && requirement.values.length === 1) {
      return `${requirement.key}=${requirement.values[0]}`;
    }
  }
  return undefined;
}
