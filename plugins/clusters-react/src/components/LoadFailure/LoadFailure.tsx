import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Button } from '@backstage/ui';
import { messageOf } from '../../errors';
import { clustersReactTranslationRef } from '../../translation';
import { RelativeTime } from '../RelativeTime';

/**
 * Props of {@link LoadFailure}.
 *
 * @public
 */
export interface LoadFailureProps {
  /** What cannot be shown, as a sentence. */
  title: string;
  /** What works all the same. */
  stillWorks: string;
  error: Error;
  /** ISO 8601. */
  failingSince: string | undefined;
  onRetry(): void;
}

/**
 * Says what could not be read, since when and why, and what still works. For what was never read; where an older answer can
 * be shown, it is {@link RefetchNotice} that says so.
 *
 * @public
 */
export function LoadFailure(props: LoadFailureProps) {
  const { title, stillWorks, error, failingSince, onRetry } = props;
  const { t } = useTranslationRef(clustersReactTranslationRef);
  return (
    <Alert
      role="alert"
      status="danger"
      icon
      title={title}
      description={
        <>
          {failingSince
            ? t('loadFailure.since', {
                duration: <RelativeTime at={failingSince} format="duration" />,
                message: messageOf(error),
              })
            : messageOf(error)}
          <br />
          {stillWorks}
        </>
      }
      customActions={
        <Button size="small" variant="secondary" onPress={onRetry}>
          {t('loadFailure.retry')}
        </Button>
      }
    />
  );
}
