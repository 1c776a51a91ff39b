import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Skeleton } from '@backstage/ui';
import { LoadFailure, RefetchNotice } from '@groundcrew/plugin-clusters-react';
import { useNotices } from '../../hooks/useNotices';
import { faultsTranslationRef } from '../../translation';
import { PageSection } from '../PageSection';
import { NoticesJudgement } from './NoticesJudgement';

/** Props of {@link NoticesSection}. */
export interface NoticesSectionProps {
  incidentId: number;
}

/** Who was told of an incident, and who is next or why nobody is. Nothing where nobody can be told. */
export function NoticesSection(props: NoticesSectionProps) {
  const { t } = useTranslationRef(faultsTranslationRef);
  const query = useNotices(props.incidentId);
  const { data, error } = query;
  if (data && !data.view) {
    return null;
  }
  return (
    <PageSection level="h3" title={t('notices.heading')}>
      <RefetchNotice query={query} />
      {!data && !error && (
        <Skeleton height={64} data-testid="notices-skeleton" />
      )}
      {!data && error && (
        <LoadFailure
          title={t('failed.notices')}
          stillWorks={t('failed.stillWorks')}
          error={error}
          failingSince={query.failingSince}
          onRetry={query.refetch}
        />
      )}
      {data?.view && <NoticesJudgement view={data.view} />}
    </PageSection>
  );
}
