import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Button } from '@backstage/ui';
import { messageOf } from '../../errors';
import { clustersReactTranslationRef } from '../../translation';
import { RelativeTime } from '../RelativeTime';

/**
 * Props of {@link RefetchNotice}.
 *
 * @public
 */
export interface RefetchNoticeProps {
  /** A live query, or the part of it that is shown here. */
  query: {
    data: unknown;
    error: Error | undefined;
    failingSince: string | undefined;
    refetch(): void;
  };
}

/**
 * Says that what is shown could not be refreshed, and since when. Nothing while all is well, or while nothing is shown yet.
 *
 * @public
 */
export function RefetchNotice(props: RefetchNoticeProps) {
  const { data, error, failingSince, refetch } = props.query;
  const { t } = useTranslationRef(clustersReactTranslationRef);
  if (data === undefined || !error || !failingSince) {
    return null;
  }
  return (
    <Alert
      status="warning"
      icon
      role="status"
      title={t('refetch.failing', {
        duration: <RelativeTime at={failingSince} format="duration" />,
        message: messageOf(error),
      })}
      customActions={
        <Button size="small" variant="secondary" onPress={refetch}>
          {t('refetch.retry')}
        </Button>
      }
    />
  );
}
