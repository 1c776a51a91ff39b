import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useTickingText } from '../../hooks/useTickingText';
import { clustersReactTranslationRef } from '../../translation';
import { durationParts } from './durationParts';

/** Below this many seconds, "3 s ago" would only flicker. */
const NOW_SECONDS = 5;

/**
 * Props of {@link RelativeTime}.
 *
 * @public
 */
export interface RelativeTimeProps {
  /** ISO 8601. */
  at: string;
  /**
   * - `ago`: "3 min ago".
   * - `duration`: "3 min", for ages and after "since".
   *
   * @defaultValue 'ago'
   */
  format?: 'ago' | 'duration';
}

/**
 * How long ago something was, kept current; the absolute time shows on hover.
 *
 * @public
 */
export function RelativeTime(props: RelativeTimeProps) {
  const { at, format = 'ago' } = props;
  const { t } = useTranslationRef(clustersReactTranslationRef);

  const text = useTickingText(() => {
    const time = Date.parse(at);
    if (Number.isNaN(time)) {
      return at;
    }
    const { unit, count } = durationParts(Date.now() - time);
    if (format === 'ago' && unit === 'seconds' && count < NOW_SECONDS) {
      return t('time.justNow');
    }
    const duration = t(`time.${unit}`, { amount: String(count) });
    return format === 'ago' ? t('time.ago', { duration }) : duration;
  });

  return (
    <time dateTime={at} title={absoluteTime(at)}>
      {text}
    </time>
  );
}

function absoluteTime(at: string): string {
  const date = new Date(at);
  return Number.isNaN(date.getTime())
    ? at
    : date.toLocaleString(undefined, {
        dateStyle: 'medium',
        timeStyle: 'long',
      });
}
