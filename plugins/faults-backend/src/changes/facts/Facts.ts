import { hash } from 'node:crypto';

/** As much of one object as is remembered: beyond that it is said that something changed, and not what. */
const MOST_FACTS = 300;
const LONGEST_NAME = 253;
const LONGEST_VALUE = 300;
/** Before digests. */
const DIGEST = '#';
/** Stands for all facts beyond the bound. */
const REST = 'rest';

/**
 * What is remembered of an object, to tell later what changed of it: small values as they are, all others as digests. Whatever
 * may be in an object, nothing here throws.
 */
export class Facts {
  readonly #facts = new Map<string, string>();
  #rest: string | undefined;

  static create(): Facts {
    return new Facts();
  }

  private constructor() {}

  /** For what people may see: a number of replicas, an image, a selector. */
  shown(type: FactName, value: unknown): void {
    const text = isPrimitive(value) ? String(value) : '';
    this.#add(
      type,
      value,
      isPrimitive(value) && text.length <= LONGEST_VALUE && !isDigest(text),
    );
  }

  /** For what is too much to show, or may be configuration: only that it changed can be told. */
  hidden(type: FactName, value: unknown): void {
    this.#add(type, value, false);
  }

  toRecord(): Record<string, string> {
    return {
      ...Object.fromEntries(this.#facts),
      ...(this.#rest === undefined ? {} : { [REST]: this.#rest }),
    };
  }

  #add(type: FactName, value: unknown, isShown: boolean): void {
    if (value === undefined || value === null || isEmpty(value)) {
      return;
    }
    const text = isShown ? String(value) : digestOfValue(value);
    if (this.#facts.size < MOST_FACTS) {
      this.#facts.set(type.slice(0, LONGEST_NAME * 2), text);
    } else {
      this.#rest = digestOfValue(`${this.#rest ?? ''} ${type} ${text}`);
    }
  }
}

/** The type of a fact, and after a space what it is of: `image app`. */
export type FactName = string;

/** A fact as it was, or was not, and is now. */
export interface Difference {
  /** What the fact is of; empty for the object as a whole. */
  name: string;
  before: string | undefined;
  after: string | undefined;
}

/** What is different, by the type of the facts. */
export function differencesOf(
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
): Map<string, Difference[]> {
  const differences = new Map<string, Difference[]>();
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  for (const fact of names) {
    if (before[fact] !== after[fact]) {
      const space = fact.indexOf(' ');
      const type = space === -1 ? fact : fact.slice(0, space);
      const others = differences.get(type) ?? [];
      others.push({
        name: space === -1 ? '' : fact.slice(space + 1),
        before: before[fact],
        after: after[fact],
      });
      differences.set(type, others);
    }
  }
  return differences;
}

/** Whether a value is not shown, but only its digest known. */
export function isDigest(value: string | undefined): boolean {
  return value?.startsWith(DIGEST) ?? false;
}

/** The same for equal values, whatever the order of their fields. */
function digestOfValue(value: unknown): string {
  const digest = hash(
    'sha256',
    typeof value === 'string' ? value : canonical(value),
    'base64url',
  );
  return `${DIGEST}${digest.slice(0, 16)}`;
}

function canonical(value: unknown): string {
  return (
    JSON.stringify(value, (_key, child: unknown) =>
      child && typeof child === 'object' && !Array.isArray(child)
        ? Object.fromEntries(
            Object.entries(child).sort(([one], [other]) =>
              one < other ? -1 : 1,
            ),
          )
        : child,
    ) ?? ''
  );
}

function isPrimitive(value: unknown): value is string | number | boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}

function isEmpty(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.keys(value).length === 0
  );
}
