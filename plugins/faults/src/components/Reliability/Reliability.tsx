import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Skeleton } from '@backstage/ui';
import { LoadFailure, RefetchNotice } from '@groundcrew/plugin-clusters-react';
import { useDaysParam } from '../../hooks/useDaysParam';
import { useReliability } from '../../hooks/useReliability';
import { faultsTranslationRef } from '../../translation';
import { PageSection } from '../PageSection';
import { WindowChoice } from '../WindowChoice';
import { EnvironmentCard } from './EnvironmentCard';
import styles from './Reliability.module.css';
import { knownSince } from './stripPieces';

/** Props of {@link Reliability}. */
export interface ReliabilityProps {
  entityRef: string;
}

/** How an entity did, environment by environment, over a time that can be chosen. */
export function Reliability(props: ReliabilityProps) {
  const { t } = useTranslationRef(faultsTranslationRef);
  const [days, setDays] = useDaysParam();
  const query = useReliability(props.entityRef, days);
  const { data, error } = query;
  return (
    <PageSection
      title={t('reliability.heading')}
      aside={
        <WindowChoice
          label={t('reliability.window')}
          days={days}
          onChange={setDays}
        />
      }
    >
      <RefetchNotice query={query} />
      {!data && !error && <Skeleton height={180} />}
      {!data && error && (
        <LoadFailure
          title={t('failed.reliability')}
          stillWorks={t('failed.stillWorks')}
          error={error}
          failingSince={query.failingSince}
          onRetry={query.refetch}
        />
      )}
      {data?.environments.length === 0 && (
        <span className={styles.quiet}>{t('reliability.none')}</span>
      )}
      {data && data.environments.length > 0 && (
        <div className={styles.cards}>
          {data.environments.map((environment, index) => (
            <EnvironmentCard
              key={environment.environment ?? `unnamed ${index}`}
              view={data}
              drawnFrom={knownSince(data)}
              environment={environment}
            />
          ))}
        </div>
      )}
    </PageSection>
  );
}
