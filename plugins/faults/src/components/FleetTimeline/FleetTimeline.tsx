import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Skeleton } from '@backstage/ui';
import { LoadFailure } from '@groundcrew/plugin-clusters-react';
import type { IncidentFilter } from '@groundcrew/plugin-faults-common';
import { useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import { useIncidentList } from '../../hooks/useIncidentList';
import { faultsTranslationRef } from '../../translation';
import { Choice } from '../Choice';
import { PageSection } from '../PageSection';
import styles from './FleetTimeline.module.css';
import { TimelineBars } from './TimelineBars';
import { timelineRows } from './timelineRows';

const HOUR_MS = 60 * 60_000;
const RANGES_MS = {
  hour: HOUR_MS,
  day: 24 * HOUR_MS,
  week: 7 * 24 * HOUR_MS,
} as const;
const USUAL = 'day';
type Range = keyof typeof RANGES_MS;

/** How many incidents are drawn. */
const MOST = 200;

/** The time from which on it is drawn is rounded to this, so that what is asked for does not change all the time. */
const ROUNDED_TO_MS = 5 * 60_000;

/** Props of {@link FleetTimeline}. */
export interface FleetTimelineProps {
  filter: IncidentFilter;
}

/** When what was wrong, cluster by cluster. */
export function FleetTimeline(props: FleetTimelineProps) {
  const { t } = useTranslationRef(faultsTranslationRef);
  const [params, setParams] = useSearchParams();
  const asked = params.get('timeline');
  const range =
    (Object.keys(RANGES_MS) as Range[]).find(one => one === asked) ?? USUAL;
  const rounded = Math.ceil(Date.now() / ROUNDED_TO_MS) * ROUNDED_TO_MS;
  const from = rounded - RANGES_MS[range];
  const query = useIncidentList({
    ...props.filter,
    cursor: undefined,
    from: new Date(from).toISOString(),
    limit: MOST,
  });
  const { data, error } = query;
  // Up to now: what goes on is drawn to the end.
  const to = Date.now();
  const rows = useMemo(
    () => data && timelineRows(data.incidents, from, to),
    // It is drawn anew with each answer, and not as time goes by.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [data, from],
  );
  return (
    <PageSection
      title={t('fleet.heading')}
      aside={
        <Choice
          label={t('fleet.range')}
          options={[
            { id: 'hour', label: t('fleet.hour') },
            { id: 'day', label: t('fleet.day') },
            { id: 'week', label: t('fleet.week') },
          ]}
          value={range}
          onChange={next => {
            const changed = new URLSearchParams(params);
            if (next === USUAL) {
              changed.delete('timeline');
            } else {
              changed.set('timeline', next);
            }
            setParams(changed, { replace: true });
          }}
        />
      }
    >
      {!data && !error && <Skeleton height={120} />}
      {!data && error && (
        <LoadFailure
          title={t('failed.incidents')}
          stillWorks={t('failed.stillWorks')}
          error={error}
          failingSince={query.failingSince}
          onRetry={query.refetch}
        />
      )}
      {rows?.length === 0 && (
        <span className={styles.quiet}>{t('fleet.none')}</span>
      )}
      {rows && rows.length > 0 && (
        <TimelineBars rows={rows} from={from} to={to} />
      )}
      {data?.nextCursor && (
        <span className={styles.quiet}>
          {t('fleet.cut', { count: data.incidents.length })}
        </span>
      )}
    </PageSection>
  );
}
