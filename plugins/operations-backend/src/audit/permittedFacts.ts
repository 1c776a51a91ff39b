import { z } from 'zod/v3';

const text = (maxLength: number) =>
  z
    .string()
    .transform(whole =>
      whole.length > maxLength ? `${whole.slice(0, maxLength)}…` : whole,
    );

const word = text(512);
const words = z
  .array(word)
  .transform(all =>
    all.length > 200 ? [...all.slice(0, 200), `${all.length - 200} more`] : all,
  );
/** What somebody wrote, or what happened, in words. */
const sentence = text(4_000);

/**
 * Every fact that the audit trail may hold, and its form.
 *
 * @remarks
 *
 * The trail is kept for long, exported and copied, and cannot be changed: what must stay secret may never get into it.
 * So this list is closed. It has names, numbers, hashes and sentences made for people, and nothing that passes on what
 * somebody typed into the fields of a verb, or what an object of a cluster holds: no `input`, no `before` and `after`, no
 * results of steps. Of an input there is no more than which fields it has, not even a hash: a short secret can be guessed
 * from its hash. To add a fact, add it here, with a form that has no room for more.
 */
const formOfFact: Record<string, z.ZodTypeAny> = {
  // What was asked for.
  operation: word,
  definitionVersion: z.number(),
  title: word,
  target: z.object({
    cluster: word,
    kind: word,
    namespace: word.optional(),
    name: word,
    uid: word.optional(),
  }),
  environment: word,
  targetOwner: word,
  entityRef: word,
  risk: word,
  reason: sentence,
  override: z.boolean(),
  undoes: word,
  undoneBy: word,
  parent: word,
  inputFields: words,
  // What it would do.
  previewHash: word,
  fields: words,
  // What became of it.
  phase: word,
  previousPhase: word,
  phaseReason: sentence,
  revision: z.number(),
  rules: z.array(
    z.object({ rule: word, verdict: word, overridable: z.boolean() }),
  ),
  step: word,
  attempt: z.number(),
  message: sentence,
  retriable: z.boolean(),
  until: word,
  // What people said to it.
  command: word,
  decision: word,
  comment: sentence,
  approvers: words,
  needed: z.number(),
  grantedUntil: word,
  // About the trail itself.
  upToSequence: z.number(),
  hash: word,
};

/**
 * The facts that may be kept. Of others, and of those that have another form, only the names are, as `omitted`.
 */
export function permittedFacts(
  facts: Record<string, unknown>,
): Record<string, unknown> {
  const permitted: Record<string, unknown> = {};
  const omitted: string[] = [];
  for (const [name, value] of Object.entries(facts)) {
    if (value === undefined) {
      continue;
    }
    const form = Object.hasOwn(formOfFact, name) ? formOfFact[name] : undefined;
    const parsed = form?.safeParse(value);
    if (parsed?.success) {
      // Undefined members are dropped here: what is hashed is what is read again later.
      permitted[name] = JSON.parse(JSON.stringify(parsed.data));
    } else {
      omitted.push(name);
    }
  }
  return omitted.length > 0
    ? { ...permitted, omitted: omitted.sort() }
    : permitted;
}
