import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Skeleton, Text } from '@backstage/ui';
import { LoadFailure, RefetchNotice } from '@groundcrew/plugin-clusters-react';
import { useDaysParam } from '../../hooks/useDaysParam';
import { useDetectors } from '../../hooks/useDetectors';
import { faultsTranslationRef } from '../../translation';
import { IncidentsTabs } from '../IncidentsTabs';
import { PageSection } from '../PageSection';
import { PageStack } from '../PageStack';
import { WindowChoice } from '../WindowChoice';
import { NoiseTable } from './NoiseTable';
import { TroubleTable } from './TroubleTable';

/** Which detectors ask most of people, and which do not work as they should. */
export function DetectorsPage() {
  const { t } = useTranslationRef(faultsTranslationRef);
  const [days, setDays] = useDaysParam();
  const query = useDetectors(days);
  const { data, error } = query;
  return (
    <PageStack>
      <IncidentsTabs />
      <RefetchNotice query={query} />
      {!data && error && (
        <LoadFailure
          title={t('failed.detectors')}
          stillWorks={t('failed.stillWorks')}
          error={error}
          failingSince={query.failingSince}
          onRetry={query.refetch}
        />
      )}
      {data && data.trouble.length > 0 && (
        <TroubleTable trouble={data.trouble} />
      )}
      <PageSection
        title={t('detectors.heading')}
        aside={
          <WindowChoice
            label={t('detectors.window')}
            days={days}
            onChange={setDays}
          />
        }
      >
        <Text as="p" variant="body-medium" color="secondary">
          {t('detectors.hint')}
        </Text>
        {!data && !error && <Skeleton height={200} />}
        {data && <NoiseTable records={data.records} />}
      </PageSection>
      {data && data.trouble.length === 0 && (
        <Text as="p" variant="body-medium" color="secondary">
          {t('detectors.troubleNone')}
        </Text>
      )}
    </PageStack>
  );
}
