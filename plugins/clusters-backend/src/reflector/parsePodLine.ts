import { specDigest, type RawObject } from '@groundcrew/plugin-clusters-node';
import { cutManagedFields } from './cutManagedFields';
import { digestOfSpec } from './withSpecDigests';

// Within a string the quotes would be escaped, so what is found is always a key. Neither the metadata of a pod nor its
// status has a `spec`, and its spec has no `status` that is an object: the first that is found is that of the pod.
const SPEC = Buffer.from(',"spec":{');
const STATUS = Buffer.from(',"status":{');
// Of the last of an array of objects, and of what has it as its last field.
const END_OF_ARRAY = Buffer.from('}]}');

/** A pod whose spec is parsed when somebody reads it. */
class ToldPod implements RawObject {
  readonly apiVersion: string | undefined;
  readonly kind: string | undefined;
  readonly metadata: RawObject['metadata'];
  readonly status: unknown;
  readonly [specDigest]: string;
  readonly #specText: string;
  #spec: unknown;

  constructor(
    fields: RawObject & { status?: unknown },
    digest: string,
    specText: string,
  ) {
    this.apiVersion = fields.apiVersion;
    this.kind = fields.kind;
    this.metadata = fields.metadata;
    this.status = fields.status;
    this[specDigest] = digest;
    this.#specText = specText;
  }

  get spec(): unknown {
    this.#spec ??= JSON.parse(this.#specText);
    return this.#spec;
  }
}

/**
 * Reads a line of a watch that tells of a pod. What its memory holds afterwards is of no use.
 *
 * @remarks
 *
 * Pods change most of all, and nearly always in their status. So the spec, which is the largest part of what is left
 * without managed fields, is only parsed when somebody reads it: whoever knows its digest already need not.
 *
 * @returns undefined for a line that is not laid out as API servers do
 * @throws SyntaxError when it is no JSON
 */
export function parsePodLine(
  line: Buffer,
): { type?: unknown; object?: RawObject } | undefined {
  const start = line.indexOf(SPEC);
  const end = start === -1 ? -1 : line.indexOf(STATUS, start);
  if (end === -1) {
    return undefined;
  }
  const spec = line.subarray(start + SPEC.length - 1, end);
  const digest = digestOfSpec(spec);
  // A copy of the text: the line's memory will hold another one soon.
  const specText = spec.toString('utf8');
  const event = JSON.parse(withoutSpec(line, start, end).toString('utf8'));
  return {
    type: event.type,
    object: new ToldPod(event.object, digest, specText),
  };
}

/** What is left without the spec and the entries of `managedFields`, moved together: to join text would copy it twice. */
function withoutSpec(line: Buffer, start: number, end: number): Buffer {
  const before = line.subarray(0, start);
  // API servers write them as the last field of the metadata, and so their end is known without looking for it. Neither
  // in that order nor in that of the alphabet does another array of objects come after them.
  const isEndKnown = before.subarray(-END_OF_ARRAY.length).equals(END_OF_ARRAY);
  const { length } = cutManagedFields(
    before,
    isEndKnown ? start - END_OF_ARRAY.length + 1 : undefined,
  );
  line.copyWithin(length, end);
  return line.subarray(0, length + line.length - end);
}
