import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import {
  LoadFailure,
  NotLinked,
  RefetchNotice,
} from '@groundcrew/plugin-clusters-react';
import type { DeploymentsView } from '@groundcrew/plugin-deployments-common';
import { useDeployments } from '../../hooks/useDeployments';
import { deploymentsTranslationRef } from '../../translation';
import { EnvironmentFlow } from '../EnvironmentFlow';
import { MalformedSelector, NothingMatched } from '../EmptyStates';
import { Headline } from '../Headline';
import styles from './DeploymentsOverview.module.css';
import { OverviewSkeleton } from './OverviewSkeleton';
import { unreadClusters } from './unreadClusters';

/** Props of {@link DeploymentsOverview}. */
export interface DeploymentsOverviewProps {
  entityRef: string;
  /** The entity's name. */
  entity: string;
}

/** What of an entity runs where: one sentence, then the environments. */
export function DeploymentsOverview(props: DeploymentsOverviewProps) {
  const { entityRef, entity } = props;
  const { t } = useTranslationRef(deploymentsTranslationRef);
  const query = useDeployments(entityRef);
  const { data: view, error, failingSince, refetch } = query;

  if (!view) {
    return error ? (
      <LoadFailure
        title={t('failed.title', { entity })}
        stillWorks={t('failed.stillWorks')}
        error={error}
        failingSince={failingSince}
        onRetry={refetch}
      />
    ) : (
      <OverviewSkeleton />
    );
  }

  const hidden = view.hiddenPlaces > 0 && (
    <Text as="p" variant="body-small" color="secondary">
      {t('hidden', { count: view.hiddenPlaces })}
    </Text>
  );

  if (view.places.length === 0) {
    return (
      <div className={styles.overview}>
        <RefetchNotice query={query} />
        <NothingFound entity={entity} view={view} />
        {hidden}
      </div>
    );
  }

  const unread = unreadClusters(view);
  return (
    <div className={styles.overview}>
      <Headline view={view} />
      <RefetchNotice query={query} />
      <EnvironmentFlow places={view.places} />
      {hidden}
      {unread.length > 0 && (
        <Text as="p" variant="body-small" color="secondary">
          {t('unreachable', {
            count: unread.length,
            clusters: unread.join(', '),
          })}
        </Text>
      )}
    </div>
  );
}

/** Why there is nothing to show, and what to do about it. */
function NothingFound(props: { entity: string; view: DeploymentsView }) {
  const { entity, view } = props;
  const { link, searchedClusters } = view;
  if (link.type === 'none') {
    return <NotLinked entity={entity} />;
  }
  return link.problem ? (
    <MalformedSelector
      entity={entity}
      selector={link.selector}
      problem={link.problem}
    />
  ) : (
    <NothingMatched
      entity={entity}
      link={link}
      searchedClusters={searchedClusters}
    />
  );
}
