import type { KindName } from '@groundcrew/plugin-clusters-node';

/** Not all objects of a kind are known, so what is not there may be there all the same. */
export class UnknownKindError extends Error {
  readonly name = 'UnknownKindError';
  readonly kind: KindName;

  constructor(kind: KindName) {
    super(`Not all objects of kind ${kind} are known`);
    this.kind = kind;
  }
}
