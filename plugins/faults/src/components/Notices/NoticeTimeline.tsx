import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { RelativeTime, type Tone } from '@groundcrew/plugin-clusters-react';
import type { Notice, NoticeReason } from '@groundcrew/plugin-faults-common';
import { useEnumeration } from '../../hooks/useEnumeration';
import { faultsTranslationRef } from '../../translation';
import { Timeline } from '../Timeline';
import styles from './Notices.module.css';
import { useRecipientName } from './useRecipientName';

const TONES: Record<NoticeReason, Tone> = {
  opened: 'negative',
  worse: 'negative',
  grown: 'warning',
  back: 'negative',
  escalated: 'warning',
  healed: 'positive',
  over: 'positive',
};

/** Props of {@link NoticeTimeline}. */
export interface NoticeTimelineProps {
  /** The oldest first. */
  notices: readonly Notice[];
}

/** Who was told of an incident when and why, the newest first. */
export function NoticeTimeline(props: NoticeTimelineProps) {
  const { t } = useTranslationRef(faultsTranslationRef);
  return (
    <Timeline
      label={t('notices.history')}
      items={props.notices.map(notice => ({
        title: t(`notices.reason.${notice.reason}`),
        aside: (
          <>
            <RelativeTime at={notice.sentAt ?? notice.at} />
            {' · '}
            {notice.severity}
          </>
        ),
        tone: TONES[notice.reason],
        children: <NoticeText notice={notice} />,
      }))}
    />
  );
}

function NoticeText({ notice }: { notice: Notice }) {
  const { failure, message, missing, recipients, sentAt } = notice;
  const { t } = useTranslationRef(faultsTranslationRef);
  const enumeration = useEnumeration();
  const nameOf = useRecipientName();
  return (
    <span className={styles.notice}>
      <span>{message}</span>
      {sentAt === undefined && <span>{failure ?? t('notices.sending')}</span>}
      {sentAt !== undefined && (
        <span>
          {recipients.length > 0
            ? t('notices.to', { who: enumeration(recipients.map(nameOf)) })
            : t('notices.toNobody')}
        </span>
      )}
      {missing.map(({ recipient, why }) => (
        <span key={`${recipient} ${why}`} className={styles.quiet}>
          {t('notices.missing', { who: nameOf(recipient), why })}
        </span>
      ))}
    </span>
  );
}
