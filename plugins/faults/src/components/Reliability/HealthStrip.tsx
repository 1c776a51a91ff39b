import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { HealthSpan } from '@groundcrew/plugin-faults-common';
import { useDuration } from '../../hooks/useDuration';
import { faultsTranslationRef } from '../../translation';
import styles from './Reliability.module.css';
import { healthTotals, stripPieces } from './stripPieces';

/** Not by colour alone: what was down is a full bar, what was degraded a lower one. */
const HEIGHTS: Record<HealthSpan['health'], { y: number; height: number }> = {
  down: { y: 0, height: 20 },
  degraded: { y: 4, height: 16 },
  up: { y: 9, height: 11 },
  idle: { y: 15, height: 5 },
  unknown: { y: 17, height: 3 },
};

/** Props of {@link HealthStrip}. */
export interface HealthStripProps {
  place: string;
  spans: readonly HealthSpan[];
  /** ISO 8601. */
  from: string;
  to: string;
}

/** How it was over time, as a strip; summed up in words for those who do not see it. */
export function HealthStrip(props: HealthStripProps) {
  const { from, place, spans, to } = props;
  const { t } = useTranslationRef(faultsTranslationRef);
  const duration = useDuration();
  const summary = healthTotals(spans)
    .map(
      ({ health, ms }) =>
        `${t(`reliability.health.${health}`)} ${duration(ms)}`,
    )
    .join(', ');
  return (
    <svg
      className={styles.strip}
      role="img"
      aria-label={t('reliability.strip', { place, summary })}
      viewBox="0 0 1000 20"
      preserveAspectRatio="none"
    >
      {stripPieces(spans, from, to).map(({ span, start, width }) => (
        <rect
          key={`${span.from} ${span.health}`}
          data-health={span.health}
          x={start * 1000}
          width={width * 1000}
          y={HEIGHTS[span.health].y}
          height={HEIGHTS[span.health].height}
        >
          <title>
            {t('reliability.span', {
              health: t(`reliability.health.${span.health}`),
              lasted: duration(Date.parse(span.to) - Date.parse(span.from)),
              from: new Date(span.from).toLocaleString(),
              to: new Date(span.to).toLocaleString(),
            })}
          </title>
        </rect>
      ))}
    </svg>
  );
}
