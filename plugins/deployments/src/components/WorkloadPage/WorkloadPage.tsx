import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  isNotFound,
  LoadFailure,
  RefetchNotice,
} from '@groundcrew/plugin-clusters-react';
import type { ObjectRef } from '@groundcrew/plugin-clusters-common';
import { OperationDialogProvider } from '@groundcrew/plugin-operations-react';
import { Route, Routes, useParams } from 'react-router-dom';
import { useWorkload } from '../../hooks/useWorkload';
import { deploymentsTranslationRef } from '../../translation';
import { EventsTab } from '../WorkloadEvents';
import { LogsTab } from '../WorkloadLogs';
import { PodsTab } from '../WorkloadPods';
import { RelatedTab } from '../WorkloadRelated';
import { RevisionsTab } from '../WorkloadRevisions';
import { YamlTab } from '../WorkloadYaml';
import { DeletedWorkload } from './DeletedWorkload';
import { WorkloadBreadcrumb } from './WorkloadBreadcrumb';
import { WorkloadHeader } from './WorkloadHeader';
import styles from './WorkloadPage.module.css';
import { WorkloadSkeleton } from './WorkloadSkeleton';
import { WorkloadTabs } from './WorkloadTabs';

/** Props of {@link WorkloadPage}. */
export interface WorkloadPageProps {
  entityRef: string;
  /** The entity's name. */
  entity: string;
}

/** One workload of an entity: how it is doing, what may be done with it, and its parts by URL. */
export function WorkloadPage(props: WorkloadPageProps) {
  return (
    // Around all of it: an operation may take away what it was asked for on.
    <OperationDialogProvider>
      <WorkloadContent {...props} />
    </OperationDialogProvider>
  );
}

function WorkloadContent(props: WorkloadPageProps) {
  const { entityRef, entity } = props;
  const { t } = useTranslationRef(deploymentsTranslationRef);
  const { cluster = '', namespace, kind = '', name = '' } = useParams();
  const ref: ObjectRef = { cluster, namespace, kind, name };
  const query = useWorkload(entityRef, ref);
  const { data: detail, error, failingSince, refetch } = query;

  if (error && isNotFound(error)) {
    return (
      <div className={styles.page}>
        <WorkloadBreadcrumb workload={ref} />
        <DeletedWorkload
          entity={entity}
          workload={ref}
          deletedAt={detail && failingSince}
        />
      </div>
    );
  }
  if (!detail) {
    return (
      <div className={styles.page}>
        <WorkloadBreadcrumb workload={ref} />
        {error ? (
          <LoadFailure
            title={t('failed.title', { entity: `${kind} ${name}` })}
            stillWorks={t('failed.stillWorks')}
            error={error}
            failingSince={failingSince}
            onRetry={refetch}
          />
        ) : (
          <WorkloadSkeleton />
        )}
      </div>
    );
  }
  return (
    <div className={styles.page}>
      <WorkloadBreadcrumb
        workload={ref}
        environment={detail.place.environment}
      />
      <RefetchNotice query={query} />
      <WorkloadHeader detail={detail} entityRef={entityRef} />
      <WorkloadTabs workload={ref} />
      <Routes>
        <Route
          index
          element={<PodsTab detail={detail} entityRef={entityRef} />}
        />
        <Route
          path="revisions"
          element={<RevisionsTab detail={detail} entityRef={entityRef} />}
        />
        <Route path="logs" element={<LogsTab detail={detail} />} />
        <Route
          path="events"
          element={<EventsTab entityRef={entityRef} workload={ref} />}
        />
        <Route path="related" element={<RelatedTab detail={detail} />} />
        <Route
          path="yaml"
          element={<YamlTab entityRef={entityRef} workload={ref} />}
        />
      </Routes>
    </div>
  );
}
