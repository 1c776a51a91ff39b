import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  RelativeTime,
  ToneBadge,
  type ToneBadgeProps,
} from '@groundcrew/plugin-clusters-react';
import type {
  HealingAttempt,
  HealingOutcome,
} from '@groundcrew/plugin-faults-common';
import {
  RiArrowGoBackLine,
  RiCheckboxCircleLine,
  RiCloseCircleLine,
  RiErrorWarningLine,
  RiForbidLine,
  RiSearchEyeLine,
  RiSkipForwardLine,
  RiToolsLine,
} from '@remixicon/react';
import { useDuration } from '../../hooks/useDuration';
import { faultsTranslationRef } from '../../translation';
import { Timeline } from '../Timeline';
import { AttemptLinks } from './AttemptLinks';
import styles from './HealingSection.module.css';

/** What each outcome looks like. */
const LOOK: Record<HealingOutcome, Pick<ToneBadgeProps, 'icon' | 'tone'>> = {
  acting: { icon: RiToolsLine, tone: 'active' },
  verifying: { icon: RiSearchEyeLine, tone: 'active' },
  undoing: { icon: RiArrowGoBackLine, tone: 'warning' },
  healed: { icon: RiCheckboxCircleLine, tone: 'positive' },
  useless: { icon: RiCloseCircleLine, tone: 'warning' },
  reverted: { icon: RiArrowGoBackLine, tone: 'warning' },
  refused: { icon: RiForbidLine, tone: 'warning' },
  failed: { icon: RiErrorWarningLine, tone: 'negative' },
  overtaken: { icon: RiSkipForwardLine, tone: 'quiet' },
};

/** Props of {@link AttemptTimeline}. */
export interface AttemptTimelineProps {
  /** The oldest first. */
  attempts: readonly HealingAttempt[];
}

/** What was tried to heal an incident and what came of it, the newest first. */
export function AttemptTimeline(props: AttemptTimelineProps) {
  const { t } = useTranslationRef(faultsTranslationRef);
  const duration = useDuration();
  return (
    <Timeline
      label={t('healing.attempts')}
      items={props.attempts.map(attempt => {
        const { endedAt, outcome, policy, reason, startedAt, title } = attempt;
        return {
          title,
          aside: (
            <>
              <RelativeTime at={startedAt} />
              {endedAt && (
                <>
                  {' · '}
                  {t('healing.took', {
                    time: duration(Date.parse(endedAt) - Date.parse(startedAt)),
                  })}
                </>
              )}
              {' · '}
              {policy}
            </>
          ),
          tone: LOOK[outcome].tone,
          children: (
            <span className={styles.attempt}>
              <span>
                <ToneBadge {...LOOK[outcome]}>
                  {t(`healing.outcome.${outcome}`)}
                </ToneBadge>
              </span>
              <span>{reason}</span>
              <AttemptLinks attempt={attempt} />
            </span>
          ),
        };
      })}
    />
  );
}
