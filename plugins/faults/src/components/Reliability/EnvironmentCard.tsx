import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  EnvironmentLabel,
  RelativeTime,
} from '@groundcrew/plugin-clusters-react';
import type {
  EnvironmentReliability,
  ReliabilityView,
} from '@groundcrew/plugin-faults-common';
import { useDuration } from '../../hooks/useDuration';
import { faultsTranslationRef } from '../../translation';
import { HealthStrip } from './HealthStrip';
import { Measure } from './Measure';
import { percentOf } from './percentOf';
import styles from './Reliability.module.css';

/** Props of {@link EnvironmentCard}. */
export interface EnvironmentCardProps {
  view: Pick<ReliabilityView, 'from' | 'to'>;
  /** From when on it is drawn: ISO 8601. */
  drawnFrom: string;
  environment: EnvironmentReliability;
}

/** How an entity did in one environment: a strip, and the figures. */
export function EnvironmentCard(props: EnvironmentCardProps) {
  const { drawnFrom, environment: one, view } = props;
  const { t } = useTranslationRef(faultsTranslationRef);
  const duration = useDuration();
  const { availability, slo } = one;
  const place = one.environment ?? one.workloads[0]?.object.cluster ?? '';
  const windowMs = Date.parse(view.to) - Date.parse(view.from);
  const isMissed = availability !== undefined && availability < slo.objective;
  const left = Math.max(0, slo.budgetLeft);
  return (
    <section
      className={styles.card}
      data-missed={isMissed}
      aria-label={t('reliability.of', { place })}
    >
      <div className={styles.cardHead}>
        <EnvironmentLabel environment={one.environment} fallback={place} />
        <span className={styles.quiet}>
          {t('reliability.objective', { percent: percentOf(slo.objective) })}
        </span>
      </div>
      <HealthStrip
        place={place}
        spans={one.spans}
        from={drawnFrom}
        to={view.to}
      />
      <span className={styles.axis} aria-hidden>
        <RelativeTime at={drawnFrom} />
        <span>{t('reliability.now')}</span>
      </span>
      <dl className={styles.measures}>
        <Measure
          label={t('reliability.availability')}
          hint={t('reliability.availabilityHint')}
        >
          <strong className={styles.figure} data-missed={isMissed}>
            {availability === undefined
              ? t('reliability.notKnown')
              : percentOf(availability)}
          </strong>
        </Measure>
        <Measure
          label={t('reliability.budget')}
          hint={t('reliability.budgetHint', {
            budget: duration(slo.budgetMs),
            down: duration(one.downMs),
          })}
        >
          <strong className={styles.figure} data-missed={slo.budgetLeft <= 0}>
            {slo.budgetLeft <= 0
              ? t('reliability.budgetUsed')
              : percentOf(left)}
          </strong>
          {slo.burnRate !== undefined && slo.burnRate > 1 && (
            <div className={styles.quiet}>
              {t('reliability.burn', {
                rate: slo.burnRate.toLocaleString(undefined, {
                  maximumFractionDigits: 1,
                }),
              })}
            </div>
          )}
        </Measure>
        <Measure label={t('reliability.mttr')} hint={t('reliability.mttrHint')}>
          {one.mttrMs === undefined
            ? t(
                one.incidents > 0
                  ? 'reliability.noneEnded'
                  : 'reliability.noFailure',
              )
            : duration(one.mttrMs)}
        </Measure>
        <Measure label={t('reliability.mtbf')} hint={t('reliability.mtbfHint')}>
          {one.mtbfMs === undefined
            ? t(
                one.incidents > 0
                  ? 'reliability.tooEarly'
                  : 'reliability.noFailure',
              )
            : duration(one.mtbfMs)}
        </Measure>
      </dl>
      <span className={styles.quiet}>
        {[
          t('reliability.incidents', { count: one.incidents }),
          one.downMs > 0 &&
            `${t('reliability.health.down')} ${duration(one.downMs)}`,
          one.degradedMs > 0 &&
            `${t('reliability.health.degraded')} ${duration(one.degradedMs)}`,
          // Where nobody looked, nothing is known: a figure of a month that was looked at for an hour says little.
          one.observedMs < windowMs &&
            t('reliability.observed', {
              time: duration(one.observedMs),
              window: duration(windowMs),
            }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
    </section>
  );
}
