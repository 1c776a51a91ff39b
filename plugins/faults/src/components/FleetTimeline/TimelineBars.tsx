import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link } from 'react-router-dom';
import { useDuration } from '../../hooks/useDuration';
import { useIncidentsPaths } from '../../hooks/useIncidentsPaths';
import { faultsTranslationRef } from '../../translation';
import styles from './FleetTimeline.module.css';
import type { TimelineBar, TimelineRow } from './timelineRows';

/** How many times are written below. */
const TICKS = [0, 0.25, 0.5, 0.75, 1];
const NARROWEST_PX = 22;
const DAY_MS = 24 * 60 * 60_000;

/** Props of {@link TimelineBars}. */
export interface TimelineBarsProps {
  rows: readonly TimelineRow[];
  /** Milliseconds since 1970. */
  from: number;
  to: number;
}

/** A row for each cluster, in which each incident is a bar that leads to its page. */
export function TimelineBars(props: TimelineBarsProps) {
  const { from, rows, to } = props;
  const { t } = useTranslationRef(faultsTranslationRef);
  const tick = (share: number) => {
    const date = new Date(from + share * (to - from));
    return to - from > 1.5 * DAY_MS
      ? date.toLocaleDateString(undefined, { weekday: 'short', day: 'numeric' })
      : date.toLocaleTimeString(undefined, {
          hour: '2-digit',
          minute: '2-digit',
        });
  };
  return (
    <div
      className={styles.chart}
      role="group"
      aria-label={t('fleet.label', {
        from: new Date(from).toLocaleString(),
        to: new Date(to).toLocaleString(),
      })}
    >
      {rows.map(({ cluster, lanes }) => (
        <div key={cluster} className={styles.row}>
          <span className={styles.cluster}>{cluster}</span>
          <div className={styles.lanes}>
            {lanes.map((lane, index) => (
              <div key={index} className={styles.lane}>
                {lane.map(bar => (
                  <Bar key={bar.incident.id} bar={bar} />
                ))}
              </div>
            ))}
          </div>
        </div>
      ))}
      <div className={styles.row} aria-hidden>
        <span />
        <div className={styles.ticks}>
          {TICKS.map(share => (
            <span key={share}>{tick(share)}</span>
          ))}
        </div>
      </div>
    </div>
  );
}

function Bar({ bar }: { bar: TimelineBar }) {
  const { end, incident, start } = bar;
  const { object, openedAt, resolvedAt, severity, title } = incident;
  const { t } = useTranslationRef(faultsTranslationRef);
  const duration = useDuration();
  const paths = useIncidentsPaths();
  const words = {
    severity,
    title,
    object: `${object.kind} ${object.name}`,
    cluster: object.cluster,
    from: new Date(openedAt).toLocaleString(),
    lasted: duration(
      (resolvedAt ? Date.parse(resolvedAt) : Date.now()) - Date.parse(openedAt),
    ),
  };
  const label = resolvedAt
    ? t('fleet.bar', { ...words, to: new Date(resolvedAt).toLocaleString() })
    : t('fleet.barOpen', words);
  const look = {
    className: styles.bar,
    style: {
      // However short it was, it can be read and hit.
      left: `min(${start * 100}%, 100% - ${NARROWEST_PX}px)`,
      width: `max(${(end - start) * 100}%, ${NARROWEST_PX}px)`,
    },
    title: label,
    'data-severity': severity,
    'data-open': resolvedAt === undefined,
  };
  return paths ? (
    <Link {...look} to={paths.incident(incident.id)} aria-label={label}>
      {severity}
    </Link>
  ) : (
    <span {...look} role="img" aria-label={label}>
      {severity}
    </span>
  );
}
