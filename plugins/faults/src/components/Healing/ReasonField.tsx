import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { TextAreaField } from '@backstage/ui';
import { faultsTranslationRef } from '../../translation';

/** How few letters say why: as the backend asks for. */
const SHORTEST = 3;
const LONGEST = 1_000;

/** Props of {@link ReasonField}. */
export interface ReasonFieldProps {
  value: string;
  onChange(reason: string): void;
}

/** Asks why healing is switched. */
export function ReasonField(props: ReasonFieldProps) {
  const { t } = useTranslationRef(faultsTranslationRef);
  return (
    <TextAreaField
      label={t('policies.reason')}
      description={t('policies.reasonHint')}
      isRequired
      rows={2}
      maxLength={LONGEST}
      value={props.value}
      onChange={props.onChange}
    />
  );
}

/** Whether that is a reason that the backend takes. */
export function isReason(reason: string): boolean {
  return reason.trim().length >= SHORTEST;
}
