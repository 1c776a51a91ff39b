import { InputError } from '@backstage/errors';
import {
  healingModeSchema,
  healingPolicySchema,
  type HealingPolicy,
} from '@groundcrew/plugin-faults-common';
import { z } from 'zod/v3';

const adjustmentSchema = z
  .object({
    id: z.string(),
    mode: healingModeSchema.optional(),
    enabled: z.boolean().optional(),
  })
  .strict();
const ownSchema = healingPolicySchema
  .extend(adjustmentSchema.omit({ id: true }).shape)
  .strict();

/** What config says of a policy. */
export interface ConfiguredPolicy
  extends Pick<z.infer<typeof adjustmentSchema>, 'id' | 'mode' | 'enabled'> {
  /** Of one's own, or one that takes the place of one that is shipped. */
  policy?: HealingPolicy;
}

/**
 * Reads what config says of policies.
 *
 * @throws InputError when it is not in order, names a policy that there is not, or names one twice
 */
export function readPolicies(
  value: unknown,
  shipped: readonly HealingPolicy[],
): ConfiguredPolicy[] {
  const entries = z.array(z.record(z.unknown())).safeParse(value);
  if (!entries.success) {
    throw new InputError(
      'groundcrew.faults.healing.policies has to be a list of policies',
    );
  }
  const known = new Set(shipped.map(({ id }) => id));
  const seen = new Set<string>();
  return entries.data.map(entry => {
    const read = 'trigger' in entry ? ownOf(entry) : adjustmentOf(entry, known);
    if (seen.has(read.id)) {
      throw new InputError(`The healing policy '${read.id}' is given twice`);
    }
    seen.add(read.id);
    return read;
  });
}

function ownOf(entry: object): ConfiguredPolicy {
  const { enabled, mode, ...policy } = parse(ownSchema, entry);
  return {
    id: policy.id,
    policy,
    ...(mode === undefined ? {} : { mode }),
    ...(enabled === undefined ? {} : { enabled }),
  };
}

function adjustmentOf(
  entry: Record<string, unknown>,
  known: ReadonlySet<string>,
): ConfiguredPolicy {
  const id = String(entry.id);
  if (!known.has(id)) {
    throw new InputError(
      `There is no healing policy '${id}'. One of your own needs a trigger; shipped are ${[
        ...known,
      ].join(', ')}`,
    );
  }
  return parse(adjustmentSchema, entry);
}

function parse<T extends z.ZodTypeAny>(schema: T, entry: object): z.infer<T> {
  const parsed = schema.safeParse(entry);
  if (!parsed.success) {
    const { id } = entry as { id?: unknown };
    const [{ message, path }] = parsed.error.issues;
    throw new InputError(
      `The healing policy '${id}' is not in order: ${path.join(
        '.',
      )}: ${message}`,
    );
  }
  return parsed.data;
}
