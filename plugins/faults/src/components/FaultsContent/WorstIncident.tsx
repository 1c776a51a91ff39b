import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Skeleton } from '@backstage/ui';
import { LoadFailure } from '@groundcrew/plugin-clusters-react';
import { useIncident } from '../../hooks/useIncident';
import { faultsTranslationRef } from '../../translation';
import { IncidentView } from '../IncidentView';

/** Props of {@link WorstIncident}. */
export interface WorstIncidentProps {
  id: number;
  entityRef: string;
}

/** The incident that is looked at first, in full. */
export function WorstIncident(props: WorstIncidentProps) {
  const { entityRef, id } = props;
  const { t } = useTranslationRef(faultsTranslationRef);
  const incident = useIncident(id);
  const { data, error } = incident;
  if (data) {
    return (
      <IncidentView
        detail={data}
        incident={incident}
        entityRef={entityRef}
        isEmbedded
      />
    );
  }
  return error ? (
    <LoadFailure
      title={t('failed.incident')}
      stillWorks={t('failed.stillWorks')}
      error={error}
      failingSince={incident.failingSince}
      onRetry={incident.refetch}
    />
  ) : (
    <Skeleton height={320} />
  );
}
