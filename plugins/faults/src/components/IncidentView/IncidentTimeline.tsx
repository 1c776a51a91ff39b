import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { RelativeTime, type Tone } from '@groundcrew/plugin-clusters-react';
import type { TimelineEntry } from '@groundcrew/plugin-faults-common';
import { shortRef } from '@groundcrew/plugin-operations-react';
import { faultsTranslationRef } from '../../translation';
import { Timeline } from '../Timeline';

/** Which entries stand out, and how. */
const TONES: Partial<Record<TimelineEntry['kind'], Tone>> = {
  opened: 'negative',
  reopened: 'negative',
  overdue: 'warning',
  'severity-changed': 'warning',
  acknowledged: 'active',
  healing: 'active',
  resolved: 'positive',
};

/** Props of {@link IncidentTimeline}. */
export interface IncidentTimelineProps {
  entries: readonly TimelineEntry[];
}

/** What happened, the newest first. */
export function IncidentTimeline(props: IncidentTimelineProps) {
  const { t } = useTranslationRef(faultsTranslationRef);
  return (
    <Timeline
      items={props.entries.map(({ actor, at, kind, message }) => ({
        title: t(`timeline.kind.${kind}`),
        aside: (
          <>
            <RelativeTime at={at} />
            {' · '}
            <span title={actor}>
              {actor ? shortRef(actor) : t('timeline.groundcrew')}
            </span>
          </>
        ),
        tone: TONES[kind],
        children: message,
      }))}
    />
  );
}
