import type { InputField } from '@groundcrew/plugin-operations-common';

/** What is filled in, by the name of the field. Empty text and `undefined` are not filled in. */
export type FieldValues = Readonly<
  Record<string, string | number | boolean | undefined>
>;

/** What is filled in when a form opens: what was asked for, or else the defaults. */
export function initialValues(
  fields: readonly InputField[],
  input: Readonly<Record<string, unknown>> = {},
): FieldValues {
  const values: Record<string, string | number | boolean | undefined> = {};
  for (const field of fields) {
    const given = input[field.name];
    const isGiven =
      typeof given === 'string' ||
      typeof given === 'number' ||
      typeof given === 'boolean';
    values[field.name] = isGiven
      ? given
      : field.default ?? (field.type === 'boolean' ? false : undefined);
  }
  return values;
}

/** The names of the fields whose values cannot be asked for. */
export function fieldsInTheWay(
  fields: readonly InputField[],
  values: FieldValues,
): string[] {
  return fields
    .filter(field => !isAcceptable(field, values[field.name]))
    .map(field => field.name);
}

function isAcceptable(
  field: InputField,
  value: string | number | boolean | undefined,
): boolean {
  if (value === undefined || value === '') {
    return !field.required;
  }
  switch (field.type) {
    case 'integer':
      return (
        typeof value === 'number' &&
        Number.isInteger(value) &&
        value >= field.minimum &&
        value <= field.maximum
      );
    case 'text':
      return typeof value === 'string' && value.length <= field.maxLength;
    case 'choice':
      return field.options.some(option => option.value === value);
    default:
      return typeof value === 'boolean';
  }
}

/** The input to ask with: what is filled in, over what was asked for from outside of the form. */
export function inputOf(
  values: FieldValues,
  input: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  const filledIn = Object.entries(values).filter(
    ([, value]) => value !== undefined && value !== '',
  );
  return { ...input, ...Object.fromEntries(filledIn) };
}
