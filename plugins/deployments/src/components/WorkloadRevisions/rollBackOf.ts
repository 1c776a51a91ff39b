import type { VerbButtonProps } from '@groundcrew/plugin-operations-react';

type Verb = VerbButtonProps['verb'];

/** The field that names a revision. */
const REVISION_FIELD = 'revision';

/** The verb that goes back to a revision, and what it calls each of them. */
export interface RollBack {
  verb: Verb;
  /** The input that stands for the revision that people know by this number; `undefined` when it cannot be gone back to. */
  inputFor(revision: string): Readonly<Record<string, unknown>> | undefined;
}

/** Finds the verb that asks for a revision among those of a workload, whatever module brings it. */
export function rollBackOf(verbs: readonly Verb[]): RollBack | undefined {
  for (const verb of verbs) {
    for (const field of verb.fields) {
      if (field.type === 'choice' && field.name === REVISION_FIELD) {
        return {
          verb,
          inputFor(revision) {
            const option = field.options.find(
              ({ value }) => String(value) === revision,
            );
            return option && { [REVISION_FIELD]: option.value };
          },
        };
      }
    }
  }
  return undefined;
}
