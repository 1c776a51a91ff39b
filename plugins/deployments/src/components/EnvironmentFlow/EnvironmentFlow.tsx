import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EnvironmentLabel } from '@groundcrew/plugin-clusters-react';
import type { Place } from '@groundcrew/plugin-deployments-common';
import { deploymentsTranslationRef } from '../../translation';
import { newestVersion } from '../../versions';
import { environmentColumns } from './environmentColumns';
import styles from './EnvironmentFlow.module.css';
import { PlaceCard } from './PlaceCard';

/** Props of {@link EnvironmentFlow}. */
export interface EnvironmentFlowProps {
  places: readonly Place[];
}

/** The environments from left to right, as changes travel, with a card for each place in them. */
export function EnvironmentFlow(props: EnvironmentFlowProps) {
  const { places } = props;
  const { t } = useTranslationRef(deploymentsTranslationRef);
  const newest = newestVersion(places);
  return (
    <div className={styles.container}>
      <ol className={styles.flow} aria-label={t('flow.label')}>
        {environmentColumns(places).map(column => (
          <li key={column.id} className={styles.column}>
            <h3 className={styles.heading}>
              <EnvironmentLabel
                environment={column.environment}
                fallback={column.places[0].cluster}
              />
            </h3>
            <div className={styles.places}>
              {column.places.map(place => (
                <PlaceCard
                  key={`${place.cluster}/${place.namespace}`}
                  place={place}
                  newest={newest}
                />
              ))}
            </div>
          </li>
        ))}
      </ol>
    </div>
  );
}
