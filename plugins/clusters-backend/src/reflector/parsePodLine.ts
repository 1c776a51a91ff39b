import { specDigest, type RawObject } from '@groundcrew/plugin-clusters-node';
import { digestOfSpec } from './withSpecDigests';
import { withoutManagedFields } from './withoutManagedFields';

// Within a string the quotes would be escaped, so what is found is always a key. Neither the metadata of a pod nor its
// status has a `spec`, and its spec has no `status` that is an object: the first that is found is that of the pod.
const SPEC = Buffer.from(',"spec":{');
const STATUS = Buffer.from(',"status":{');

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
    withoutManagedFields(line.subarray(0, start)) + line.toString('utf8', end),
  );
  const bytes = line.subarray(start + SPEC.length - 1, end);
  // A copy: the line's memory will hold another one soon.
  const text = bytes.toString('utf8');
  let spec: unknown;
  Object.defineProperty(event.object, 'spec', {
    enumerable: true,
    configurable: true,
    get: () => (spec ??= JSON.parse(text)),
  });
  event.object[specDigest] = digestOfSpec(bytes);
  return event;
}
