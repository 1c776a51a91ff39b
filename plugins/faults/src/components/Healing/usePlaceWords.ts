import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { faultsTranslationRef } from '../../translation';

/** Says where healing is paused: `in prod`, or `everywhere` without a cluster. */
export function usePlaceWords(): (clusters: string | undefined) => string {
  const { t } = useTranslationRef(faultsTranslationRef);
  return clusters =>
    clusters === undefined
      ? t('policies.everywhere')
      : t('policies.in', { clusters });
}
