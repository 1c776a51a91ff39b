import { specDigest, type RawObject } from '@groundcrew/plugin-clusters-node';
import { digestOfSpec } from './withSpecDigests';
import { withoutManagedFields } from './withoutManagedFields';

// Within a string the quotes would be escaped, so what is found is always a key. Neither the metadata of a pod nor its
// status has a `spec`, and its spec has no `status` that is an object: the first that is found is that of the pod.
const SPEC = Buffer.from(',"spec":{');
const STATUS = Buffer.from(',"status":{');
const MANAGED_FIELDS = Buffer.from('"managedFields":[');
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
 * Reads a line of a watch that tells of a pod.
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
  const event = JSON.parse(
    upToMetadata(line.subarray(0, start)) + line.toString('utf8', end),
  );
  const spec = line.subarray(start + SPEC.length - 1, end);
  return {
    type: event.type,
    // A copy of the text: the line's memory will hold another one soon.
    object: new ToldPod(
      event.object,
      digestOfSpec(spec),
      spec.toString('utf8'),
    ),
  };
}

/** What comes before the spec, as text without the entries of `managedFields`. */
function upToMetadata(line: Buffer): string {
  const start = line.indexOf(MANAGED_FIELDS);
  // API servers write them as the last field of the metadata, and so their end is known without looking for it. Neither
  // in that order nor in that of the alphabet does another array of objects come after them.
  return start !== -1 &&
    line.subarray(-END_OF_ARRAY.length).equals(END_OF_ARRAY)
    ? `${line.toString('utf8', 0, start + MANAGED_FIELDS.length)}]}`
    : withoutManagedFields(line);
}
