import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { NoticesView } from '@groundcrew/plugin-faults-common';
import { faultsTranslationRef } from '../../translation';
import { NextNotice } from './NextNotice';
import styles from './Notices.module.css';
import { NoticeStateBadge } from './NoticeStateBadge';
import { NoticeTimeline } from './NoticeTimeline';

/** Props of {@link NoticesJudgement}. */
export interface NoticesJudgementProps {
  view: NoticesView;
}

/** Whether people are told of an incident and why, who is next, and who was told. */
export function NoticesJudgement(props: NoticesJudgementProps) {
  const { next, notices, reason, route, state, storm } = props.view;
  const { t } = useTranslationRef(faultsTranslationRef);
  return (
    <>
      {/* It changes while it is looked at. */}
      <p className={styles.reason} role="status">
        {reason}
      </p>
      <span className={styles.state}>
        <NoticeStateBadge state={state} />
        {route && (
          <span className={styles.quiet}>{t('notices.route', { route })}</span>
        )}
      </span>
      {next && <NextNotice next={next} />}
      {storm && <span>{t('notices.storm', { count: storm.incidents })}</span>}
      {notices.length > 0 && <NoticeTimeline notices={notices} />}
    </>
  );
}
