import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Freshness } from '@groundcrew/plugin-clusters-common';
import { RiCloudOffLine, RiErrorWarningLine } from '@remixicon/react';
import { clustersReactTranslationRef } from '../../translation';
import { RelativeTime } from '../RelativeTime';
import styles from './FreshnessNotice.module.css';

/**
 * Props of {@link FreshnessNotice}.
 *
 * @public
 */
export interface FreshnessNoticeProps {
  freshness: Freshness;
}

/**
 * Says since when a cluster cannot be read, why, and how old is what is shown; or why not all of it is. Nothing while it
 * is current and complete.
 *
 * @public
 */
export function FreshnessNotice(props: FreshnessNoticeProps) {
  const { observedAt, stale, incomplete } = props.freshness;
  const { t } = useTranslationRef(clustersReactTranslationRef);
  if (!stale) {
    return incomplete ? <IncompleteNotice reason={incomplete} /> : null;
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

function IncompleteNotice({ reason }: { reason: string }) {
  const { t } = useTranslationRef(clustersReactTranslationRef);
  return (
    <div className={styles.notice} role="status">
      <RiErrorWarningLine size={16} className={styles.icon} aria-hidden />
      <span>{t('freshness.incomplete', { reason })}</span>
    </div>
  );
}

/** The time alone for today, with the date before that. */
function timeOfDay(at: string): string {
  const date = new Date(at);
  const today = date.toDateString() === new Date().toDateString();
  return today ? date.toLocaleTimeString() : date.toLocaleString();
}
