import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { operationsReactTranslationRef } from '../../translation';
import { durationWords } from './durationWords';

/**
 * Props of {@link Duration}.
 *
 * @public
 */
export interface DurationProps {
  /** ISO 8601. */
  from: string;
  /** ISO 8601. */
  to: string;
}

/**
 * How long something took.
 *
 * @public
 */
export function Duration(props: DurationProps) {
  const { from, to } = props;
  const { t } = useTranslationRef(operationsReactTranslationRef);
  const words = durationWords(Date.parse(to) - Date.parse(from));
  switch (words.unit) {
    case 'minutes':
      return <>{t('duration.minutes', words)}</>;
    case 'hours':
      return <>{t('duration.hours', words)}</>;
    default:
      return <>{t(`duration.${words.unit}`, words)}</>;
  }
}
