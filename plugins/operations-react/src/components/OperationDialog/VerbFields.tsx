import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Checkbox, NumberField, Select, Text, TextField } from '@backstage/ui';
import type { InputField } from '@groundcrew/plugin-operations-common';
import { operationsReactTranslationRef } from '../../translation';
import type { FieldValues } from './fieldValues';

/** Props of {@link VerbFields}. */
export interface VerbFieldsProps {
  fields: readonly InputField[];
  values: FieldValues;
  invalid: ReadonlySet<string>;
  onChange(name: string, value: FieldValues[string]): void;
}

/** What a verb asks for besides a reason. */
export function VerbFields(props: VerbFieldsProps) {
  const { fields, values, invalid, onChange } = props;
  return (
    <>
      {fields.map(field => (
        <VerbField
          key={field.name}
          field={field}
          value={values[field.name]}
          isInvalid={invalid.has(field.name)}
          onChange={value => onChange(field.name, value)}
        />
      ))}
    </>
  );
}

interface VerbFieldProps {
  field: InputField;
  value: FieldValues[string];
  isInvalid: boolean;
  onChange(value: FieldValues[string]): void;
}

function VerbField(props: VerbFieldProps) {
  const { field, value, isInvalid, onChange } = props;
  const { t } = useTranslationRef(operationsReactTranslationRef);
  const label = field.required
    ? field.label
    : t('fields.optional', { label: field.label });
  const common = {
    label,
    isRequired: field.required,
    isInvalid,
  };
  switch (field.type) {
    case 'integer':
      return (
        <NumberField
          {...common}
          description={inWords(
            field.description,
            t('fields.range', {
              minimum: String(field.minimum),
              maximum: String(field.maximum),
            }),
          )}
          value={typeof value === 'number' ? value : NaN}
          minValue={field.minimum}
          maxValue={field.maximum}
          step={1}
          onChange={next => onChange(Number.isNaN(next) ? undefined : next)}
        />
      );
    case 'choice':
      return (
        <Select
          {...common}
          description={field.description}
          placeholder={t('fields.choose')}
          options={field.options.map(option => ({
            id: String(option.value),
            label: option.label,
            description: option.description,
          }))}
          value={value === undefined ? null : String(value)}
          onChange={key =>
            onChange(
              field.options.find(option => String(option.value) === key)?.value,
            )
          }
        />
      );
    case 'boolean':
      return (
        <div>
          <Checkbox isSelected={value === true} onChange={onChange}>
            {field.label}
          </Checkbox>
          {field.description && (
            <Text as="p" variant="body-small" color="secondary">
              {field.description}
            </Text>
          )}
        </div>
      );
    default:
      return (
        <TextField
          {...common}
          description={inWords(
            field.description,
            isInvalid &&
              t('fields.length', { maximum: String(field.maxLength) }),
          )}
          value={typeof value === 'string' ? value : ''}
          onChange={onChange}
        />
      );
  }
}

function inWords(...parts: (string | false | undefined)[]): string {
  return parts.filter(Boolean).join(' ');
}
