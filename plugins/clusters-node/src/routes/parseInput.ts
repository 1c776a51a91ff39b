import { InputError } from '@backstage/errors';
import type { z } from 'zod/v3';

/**
 * Reads the input of a route.
 *
 * @throws InputError that names the field and what is wrong with it, and never repeats a value: it may be a secret.
 *
 * @public
 */
export function parseInput<T extends z.ZodTypeAny>(
  schema: T,
  input: unknown,
): z.output<T> {
  const parsed = schema.safeParse(input);
  if (parsed.success) {
    return parsed.data;
  }
  throw new InputError(
    parsed.error.issues.flatMap(describeIssue).slice(0, 5).join('; '),
  );
}

function describeIssue(issue: z.ZodIssue): string[] {
  if (issue.code === 'invalid_union') {
    // Of several forms, those that fit best are the ones that may have been meant.
    const distances = issue.unionErrors.map(distance);
    const closest = issue.unionErrors.filter(
      (_, index) => distances[index] === Math.min(...distances),
    );
    return [
      closest
        .map(error => error.issues.flatMap(describeIssue).join('; '))
        .join(', or '),
    ];
  }
  const field = issue.path.join('.') || 'input';
  if (issue.code === 'invalid_enum_value') {
    return [`${field}: must be one of ${issue.options.join(', ')}`];
  }
  if (issue.code === 'invalid_literal') {
    return [`${field}: must be ${JSON.stringify(issue.expected)}`];
  }
  if (issue.code === 'invalid_type' && issue.received === 'undefined') {
    return [`${field}: is missing`];
  }
  return [`${field}: ${issue.message}`];
}

/** How far an input is from one form: a missing field says more against it than a wrong one. */
function distance(error: z.ZodError): number {
  return error.issues.reduce((sum, issue) => {
    if (issue.code === 'invalid_union') {
      return sum + Math.min(...issue.unionErrors.map(distance));
    }
    const isMissing =
      issue.code === 'invalid_type' && issue.received === 'undefined';
    // The deeper it is, the more of the form was already right.
    return sum + (isMissing ? 2 : 1) / Math.max(1, issue.path.length);
  }, 0);
}
