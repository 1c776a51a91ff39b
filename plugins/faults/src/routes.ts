import {
  createExternalRouteRef,
  createRouteRef,
  createSubRouteRef,
} from '@backstage/core-plugin-api';

/** The Incidents page. */
export const incidentsRouteRef = createRouteRef({ id: 'groundcrew-faults' });

/** One incident. */
export const incidentRouteRef = createSubRouteRef({
  id: 'groundcrew-faults.incident',
  parent: incidentsRouteRef,
  path: '/incidents/:id',
});

/** The Faults tab of an entity. */
export const entityFaultsRouteRef = createRouteRef({
  id: 'groundcrew-faults.entity',
});

/** The page of a workload of an entity. */
export const workloadRouteRef = createExternalRouteRef({
  id: 'groundcrew-faults.workload',
  params: ['cluster', 'namespace', 'kind', 'name'],
  optional: true,
  defaultTarget: 'groundcrew-deployments.workload',
});

/** The documentation of an entity. */
export const docsRouteRef = createExternalRouteRef({
  id: 'groundcrew-faults.docs',
  params: ['namespace', 'kind', 'name'],
  optional: true,
  defaultTarget: 'techdocs.docRoot',
});
