import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useTickingText } from '@groundcrew/plugin-clusters-react';
import type { NoticesView } from '@groundcrew/plugin-faults-common';
import { useDuration } from '../../hooks/useDuration';
import { useEnumeration } from '../../hooks/useEnumeration';
import { faultsTranslationRef } from '../../translation';
import { useRecipientName } from './useRecipientName';

const HOUR_MS = 60 * 60_000;

/** Props of {@link NextNotice}. */
export interface NextNoticeProps {
  next: NonNullable<NoticesView['next']>;
}

/** Who is told next, and in how long. */
export function NextNotice(props: NextNoticeProps) {
  const { at, kind, recipients } = props.next;
  const { t } = useTranslationRef(faultsTranslationRef);
  const inMinutes = useDuration(1);
  const inHours = useDuration(2);
  const enumeration = useEnumeration();
  const nameOf = useRecipientName();
  const who = enumeration(recipients.map(nameOf));
  const text = useTickingText(() => {
    const left = Date.parse(at) - Date.now();
    if (left < 1_000) {
      return kind === 'tell'
        ? t('notices.tellsNow', { who })
        : t('notices.escalatesNow', { who });
    }
    // Seconds would only flicker beside minutes.
    const time = left < HOUR_MS ? inMinutes(left) : inHours(left);
    return kind === 'tell'
      ? t('notices.tells', { time, who })
      : t('notices.escalates', { time, who });
  });
  return (
    <time dateTime={at} title={new Date(at).toLocaleString()}>
      {text}
    </time>
  );
}
