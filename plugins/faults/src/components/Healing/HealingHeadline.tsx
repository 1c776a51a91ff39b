import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import {
  RelativeTime,
  type ToneIconProps,
} from '@groundcrew/plugin-clusters-react';
import type { HealingOverview } from '@groundcrew/plugin-faults-common';
import {
  RiEyeLine,
  RiHeartPulseLine,
  RiPauseCircleLine,
} from '@remixicon/react';
import { useEnumeration } from '../../hooks/useEnumeration';
import { faultsTranslationRef } from '../../translation';
import { Headline } from '../Headline';
import { policyCounts } from './policyCounts';
import { usePlaceWords } from './usePlaceWords';

/** Props of {@link HealingHeadline}. */
export interface HealingHeadlineProps {
  overview: HealingOverview;
}

/** How many policies act by themselves, ask or only watch, and where healing is paused. */
export function HealingHeadline(props: HealingHeadlineProps) {
  const { furthest, pauses, policies } = props.overview;
  const { t } = useTranslationRef(faultsTranslationRef);
  if (policies.length === 0 && pauses.length === 0) {
    return null;
  }
  const { approve, auto, observe, off } = policyCounts(policies);
  const words = [
    auto > 0 ? t('policies.acting', { count: auto }) : t('policies.noneActs'),
    approve > 0 && t('policies.asking', { count: approve }),
    observe > 0 && t('policies.watching', { count: observe }),
    off > 0 && t('policies.unused', { count: off }),
  ]
    .filter(Boolean)
    .join(', ');
  const limits = Object.entries(furthest).flatMap(([environment, mode]) =>
    mode === 'auto' ? [] : [t(`policies.furthest.${mode}`, { environment })],
  );
  return (
    <>
      <Headline {...lookOf(auto, pauses.length)}>
        {pauses.length === 0
          ? t('policies.headline', { policies: words })
          : t('policies.headlinePaused', {
              policies: words,
              pauses: <PauseWords pauses={pauses} />,
            })}
      </Headline>
      {limits.length > 0 && (
        <Text as="p" variant="body-medium" color="secondary">
          {limits.join(' ')}
        </Text>
      )}
    </>
  );
}

function lookOf(
  acting: number,
  pauses: number,
): Pick<ToneIconProps, 'icon' | 'tone'> {
  if (pauses > 0) {
    return { icon: RiPauseCircleLine, tone: 'warning' };
  }
  return acting > 0
    ? { icon: RiHeartPulseLine, tone: 'positive' }
    : { icon: RiEyeLine, tone: 'quiet' };
}

function PauseWords({ pauses }: Pick<HealingOverview, 'pauses'>) {
  const { t } = useTranslationRef(faultsTranslationRef);
  const enumeration = useEnumeration();
  const placeWords = usePlaceWords();
  // What is paused everywhere is paused in each of them.
  const [whole] = pauses.filter(({ cluster }) => cluster === undefined);
  const [only] = whole ? [whole] : pauses;
  if (whole || pauses.length === 1) {
    return (
      <>
        {t('policies.pausedFor', {
          where: placeWords(only.cluster),
          since: <RelativeTime at={only.pausedAt} format="duration" />,
        })}
      </>
    );
  }
  const clusters = pauses.flatMap(({ cluster }) => cluster ?? []);
  return (
    <>{t('policies.pausedIn', { where: placeWords(enumeration(clusters)) })}</>
  );
}
