import { Skeleton } from '@backstage/ui';
import { useIncident } from '../../hooks/useIncident';
import { IncidentView } from '../IncidentView';
import { LoadFailure } from '../LoadFailure';

/** Props of {@link WorstIncident}. */
export interface WorstIncidentProps {
  id: number;
  entityRef: string;
}

/** The incident that is looked at first, in full. */
export function WorstIncident(props: WorstIncidentProps) {
  const { entityRef, id } = props;
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
      what="incident"
      error={error}
      failingSince={incident.failingSince}
      onRetry={incident.refetch}
    />
  ) : (
    <Skeleton height={320} />
  );
}
