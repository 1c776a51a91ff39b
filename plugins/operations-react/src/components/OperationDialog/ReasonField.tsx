import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { TextAreaField } from '@backstage/ui';
import { MAX_REASON_LENGTH } from '@groundcrew/plugin-operations-common';
import { operationsReactTranslationRef } from '../../translation';

/** From how much of the limit on the length is shown. */
const NEAR_LIMIT = 0.8;

/**
 * Props of {@link ReasonField}.
 *
 * @public
 */
export interface ReasonFieldProps {
  label: string;
  hint?: string;
  isRequired?: boolean;
  value: string;
  onChange(value: string): void;
}

/**
 * Asks for a reason or a comment. What is too long stays as it was typed, and says so.
 *
 * @public
 */
export function ReasonField(props: ReasonFieldProps) {
  const { label, hint, isRequired, value, onChange } = props;
  const { t } = useTranslationRef(operationsReactTranslationRef);
  const { length } = value.trim();
  const isTooLong = length > MAX_REASON_LENGTH;
  const words = {
    length: String(length),
    limit: String(MAX_REASON_LENGTH),
  };
  let description = hint;
  if (isTooLong) {
    description = t('dialog.reasonTooLong', words);
  } else if (length > NEAR_LIMIT * MAX_REASON_LENGTH) {
    description = t('dialog.reasonLength', words);
  }
  return (
    <TextAreaField
      label={label}
      description={description}
      isRequired={isRequired}
      isInvalid={isTooLong}
      rows={2}
      value={value}
      onChange={onChange}
    />
  );
}
