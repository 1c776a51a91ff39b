import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ButtonIcon, Tooltip, TooltipTrigger } from '@backstage/ui';
import type { HealingPolicyView } from '@groundcrew/plugin-faults-common';
import { RiQuestionLine } from '@remixicon/react';
import { useDuration } from '../../hooks/useDuration';
import { faultsTranslationRef } from '../../translation';
import styles from './Healing.module.css';

/** Props of {@link SavedTime}. */
export interface SavedTimeProps {
  saved: NonNullable<HealingPolicyView['record']['saved']>;
}

/** How much time a policy has saved; what that is compared with on hover and focus. */
export function SavedTime(props: SavedTimeProps) {
  const { likeAnswer, likePeople, ms } = props.saved;
  const { t } = useTranslationRef(faultsTranslationRef);
  const duration = useDuration();
  const saved = t('policies.saved', { time: duration(ms) });
  const basis = [
    likePeople > 0 && t('policies.savedLikePeople', { count: likePeople }),
    likeAnswer > 0 && t('policies.savedLikeAnswer', { count: likeAnswer }),
    t('policies.savedLess'),
  ]
    .filter(Boolean)
    .join(' ');
  return (
    <span className={styles.saved}>
      {saved}
      <TooltipTrigger delay={200} shouldCloseOnPress={false}>
        <ButtonIcon
          size="small"
          variant="tertiary"
          aria-label={`${saved}: ${basis}`}
          icon={<RiQuestionLine size={14} />}
        />
        <Tooltip>{basis}</Tooltip>
      </TooltipTrigger>
    </span>
  );
}
