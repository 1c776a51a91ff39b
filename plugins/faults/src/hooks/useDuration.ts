import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { clustersReactTranslationRef } from '@groundcrew/plugin-clusters-react';
import { durationUnits } from './durationUnits';

/**
 * Says lengths of time, given in milliseconds, in words: `1 h 59 min`.
 *
 * @param most - how many units are said
 */
export function useDuration(most = 2): (milliseconds: number) => string {
  const { t } = useTranslationRef(clustersReactTranslationRef);
  return milliseconds =>
    durationUnits(milliseconds, most)
      .map(({ unit, count }) => t(`time.${unit}`, { amount: String(count) }))
      .join(' ');
}
