import { InputError } from '@backstage/errors';
import type { z } from 'zod/v3';

/**
 * Checks what config says.
 *
 * @param at - where in config it stands
 * @throws InputError with what is wrong where
 */
export function parseSetting<T extends z.ZodTypeAny>(
  schema: T,
  value: unknown,
  at: string,
): z.output<T> {
  const parsed = schema.safeParse(value);
  if (!parsed.success) {
    const [{ message, path }] = parsed.error.issues;
    const place = path
      .map(part => (typeof part === 'number' ? `[${part}]` : `.${part}`))
      .join('');
    throw new InputError(`${at}${place}: ${message}`);
  }
  return parsed.data;
}
