import type { LabelSet } from './LabelIndex';
import type { KindTable } from './KindTable';

/** What is worth knowing of an object on its way into the store. */
export interface IncomingObject {
  uid: string;
  namespace: string;
  name: string;
  resourceVersion: string;
  labels: Readonly<Record<string, string>> | undefined;
  /** For an Event, the uid of the object it tells of. */
  ownerUids: readonly string[];
  /** What it points to, as keys of the index of references. */
  references: readonly string[];
  /** The redacted object as JSON. */
  json: string;
  /** Of the spec before it was redacted, where that is known. */
  specDigest: string | undefined;
  /** For an Event: when it was last seen, in milliseconds since the epoch. Otherwise 0. */
  time: number;
}

/** Bytes that an object takes beside its JSON: fields, identity and its places in the indexes. Measured, rounded up. */
export const OVERHEAD_BYTES = 680;

export const NONE: readonly string[] = Object.freeze([]);

/**
 * One object as it is kept.
 *
 * @remarks
 *
 * The object itself is one string. V8 keeps a string of Latin-1 characters at one byte a character and the garbage
 * collector does not look into it, while the same object decoded takes two to three times as much.
 */
export class StoredObject {
  resourceVersion = '';
  labelSet: LabelSet<StoredObject>;
  ownerUids: readonly string[] = NONE;
  references: readonly string[] = NONE;
  json = '';
  specDigest: string | undefined;
  /** The list of its kind that it was last part of. */
  generation = 0;
  time = 0;

  constructor(
    readonly table: KindTable,
    readonly uid: string,
    readonly namespace: string,
    readonly name: string,
    labelSet: LabelSet<StoredObject>,
  ) {
    this.labelSet = labelSet;
  }

  get bytes(): number {
    return this.json.length + OVERHEAD_BYTES;
  }
}
