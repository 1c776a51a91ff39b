import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { faultsTranslationRef } from '../translation';

/** Puts words in a row, as people say them: `dev, staging and prod`. */
export function useEnumeration(): (words: readonly string[]) => string {
  const { t } = useTranslationRef(faultsTranslationRef);
  return words =>
    words.length < 2
      ? words.join('')
      : t('and', {
          first: words.slice(0, -1).join(', '),
          last: words[words.length - 1],
        });
}
