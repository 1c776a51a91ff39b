import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Freshness } from '@groundcrew/plugin-clusters-common';
import { RiCloudOffLine } from '@remixicon/react';
import { clustersReactTranslationRef } from '../../translation';
import { RelativeTime } from '../RelativeTime';
import styles from './FreshnessNotice.module.css';

/** Props of {@link FreshnessNotice}. */
export interface FreshnessNoticeProps {
  freshness: Freshness;
}

/** Says since when a cluster cannot be read, why, and how old is what is shown. Nothing while it is current. */
export function FreshnessNotice(props: FreshnessNoticeProps) {
  const { observedAt, stale } = props.freshness;
  const { t } = useTranslationRef(clustersReactTranslationRef);
  if (!stale) {
    return null;
  }
  return (
    <div className={styles.notice} role="status">
      <RiCloudOffLine size={16} className={styles.icon} aria-hidden />
      <span>
        {t('freshness.unreachable', {
          duration: <RelativeTime at={stale.since} format="duration" />,
          reason: stale.reason.replace(/\.$/, ''),
        })}{' '}
        {observedAt
          ? t('freshness.shownAsOf', {
              time: <time dateTime={observedAt}>{timeOfDay(observedAt)}</time>,
            })
          : t('freshness.neverSeen')}
      </span>
    </div>
  );
}

/** The time alone for today, with the date before that. */
function timeOfDay(at: string): string {
  const date = new Date(at);
  const today = date.toDateString() === new Date().toDateString();
  return today ? date.toLocaleTimeString() : date.toLocaleString();
}
