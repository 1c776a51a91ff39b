import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Button } from '@backstage/ui';
import { messageOf, RelativeTime } from '@groundcrew/plugin-clusters-react';
import { faultsTranslationRef } from '../../translation';

/** Props of {@link LoadFailure}. */
export interface LoadFailureProps {
  what:
    | 'detectors'
    | 'faults'
    | 'incident'
    | 'incidents'
    | 'mutes'
    | 'reliability';
  error: Error;
  /** ISO 8601. */
  failingSince: string | undefined;
  onRetry(): void;
}

/** Says what could not be read, since when and why, and what goes on all the same. */
export function LoadFailure(props: LoadFailureProps) {
  const { what, error, failingSince, onRetry } = props;
  const { t } = useTranslationRef(faultsTranslationRef);
  return (
    <Alert
      role="alert"
      status="danger"
      icon
      title={t(`failed.${what}`)}
      description={
        <>
          {failingSince
            ? t('failed.since', {
                since: <RelativeTime at={failingSince} format="duration" />,
                message: messageOf(error),
              })
            : messageOf(error)}
          <br />
          {t('failed.stillWorks')}
        </>
      }
      customActions={
        <Button size="small" variant="secondary" onPress={onRetry}>
          {t('failed.retry')}
        </Button>
      }
    />
  );
}
