import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Button } from '@backstage/ui';
import { messageOf } from '../../errors';
import { clustersReactTranslationRef } from '../../translation';
import type { LogStream } from './useLogStream';

/** Props of {@link LogNotice}. */
export interface LogNoticeProps {
  stream: LogStream;
  /** Whether it is the log of a run that is over. */
  previous: boolean;
}

/** Says that a log cannot be read, or why it ended. Nothing while it is read, or after a run that is over anyway. */
export function LogNotice(props: LogNoticeProps) {
  const { stream, previous } = props;
  const { t } = useTranslationRef(clustersReactTranslationRef);
  const { phase, error, snapshot, reopen } = stream;
  if (phase === 'failed') {
    return (
      <Alert
        role="alert"
        status="danger"
        icon
        title={t('log.failed', { message: error ? messageOf(error) : '' })}
        customActions={
          <Button size="small" variant="secondary" onPress={reopen}>
            {t('log.retry')}
          </Button>
        }
      />
    );
  }
  if (phase === 'ended' && (snapshot.endReason || !previous)) {
    return (
      <Alert
        role="status"
        status="info"
        icon
        title={
          snapshot.endReason
            ? t('log.endedBy', {
                reason: snapshot.endReason.replace(/\.$/, ''),
              })
            : t('log.ended')
        }
        customActions={
          <Button size="small" variant="secondary" onPress={reopen}>
            {t('log.reconnect')}
          </Button>
        }
      />
    );
  }
  return null;
}
