import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { WINDOWS } from '../../hooks/useDaysParam';
import { faultsTranslationRef } from '../../translation';
import { Choice } from '../Choice';

/** Props of {@link WindowChoice}. */
export interface WindowChoiceProps {
  label: string;
  days: number;
  onChange(days: number): void;
}

/** Over how many days is looked. */
export function WindowChoice(props: WindowChoiceProps) {
  const { days, label, onChange } = props;
  const { t } = useTranslationRef(faultsTranslationRef);
  return (
    <Choice
      label={label}
      options={WINDOWS.map(count => ({
        id: String(count),
        label: t('reliability.days', { count }),
      }))}
      value={String(days)}
      onChange={id => onChange(Number(id))}
    />
  );
}
