import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { Route, Routes } from 'react-router-dom';
import { DeploymentsOverview } from '../DeploymentsOverview';
import { WorkloadPage } from '../WorkloadPage';

/** The Deployments tab of the entity that is shown: the overview, or one workload, by URL. */
export function DeploymentsContent() {
  const { entity } = useEntity();
  const entityRef = stringifyEntityRef(entity);
  const name = entity.metadata.name;
  return (
    <Routes>
      <Route
        index
        element={<DeploymentsOverview entityRef={entityRef} entity={name} />}
      />
      <Route
        path=":cluster/:namespace/:kind/:name/*"
        element={<WorkloadPage entityRef={entityRef} entity={name} />}
      />
    </Routes>
  );
}
