import {
  clusterDetailSchema,
  clusterListSchema,
  connectionTestInputSchema,
  connectionTestResultSchema,
  eventListSchema,
  eventQuerySchema,
  logQuerySchema,
  objectQuerySchema,
  objectViewSchema,
  rbacManifestQuerySchema,
  registrationInputSchema,
  registrationListSchema,
  registrationSchema,
} from '@groundcrew/plugin-clusters-common';
import { z } from 'zod/v3';

/** What one route takes and gives, for whoever calls it. */
export interface RouteOperation {
  method: 'get' | 'post' | 'delete';
  /** As Express writes it. */
  path: string;
  operationId: string;
  summary: string;
  query?: z.AnyZodObject;
  body?: z.ZodTypeAny;
  answer: {
    status: 200 | 201 | 204;
    contentType?: string;
    schema?: z.ZodTypeAny;
  };
  /** What else it may answer, besides 400, 401, 403 and 500. */
  failures?: readonly (304 | 404 | 409 | 429 | 503)[];
}

const json = (schema: z.ZodTypeAny, status: 200 | 201 = 200) => ({
  status,
  contentType: 'application/json',
  schema,
});

/** Every route of the router, in its order. */
export const operations: readonly RouteOperation[] = [
  {
    method: 'get',
    path: '/v1/clusters',
    operationId: 'listClusters',
    summary: 'The clusters that the caller may see',
    answer: json(clusterListSchema),
    failures: [304],
  },
  {
    method: 'get',
    path: '/v1/clusters/:cluster',
    operationId: 'getCluster',
    summary: 'One cluster, with its nodes and the kinds that are watched',
    answer: json(clusterDetailSchema),
    failures: [304, 404],
  },
  {
    method: 'get',
    path: '/v1/clusters/:cluster/object',
    operationId: 'getObject',
    summary: 'One object, redacted',
    query: objectQuerySchema,
    answer: json(objectViewSchema),
    failures: [304, 404, 503],
  },
  {
    method: 'get',
    path: '/v1/clusters/:cluster/events',
    operationId: 'listEvents',
    summary: 'The events of an object and of what it owns, newest first',
    query: eventQuerySchema,
    answer: json(eventListSchema),
    failures: [304, 404, 503],
  },
  {
    method: 'get',
    path: '/v1/clusters/:cluster/namespaces/:namespace/pods/:pod/log',
    operationId: 'readLog',
    summary: 'The log of a container, while it is written',
    query: logQuerySchema,
    answer: {
      status: 200,
      contentType: 'text/plain',
      schema: z.string(),
    },
    failures: [404, 409, 429, 503],
  },
  {
    method: 'get',
    path: '/v1/registrations',
    operationId: 'listRegistrations',
    summary: 'The clusters that were registered at run time',
    answer: json(registrationListSchema),
  },
  {
    method: 'post',
    path: '/v1/registrations/test',
    operationId: 'testConnection',
    summary: 'Tries a connection and keeps nothing of it',
    body: connectionTestInputSchema,
    answer: json(connectionTestResultSchema),
  },
  {
    method: 'post',
    path: '/v1/registrations',
    operationId: 'registerCluster',
    summary: 'Tests a connection and keeps it',
    body: registrationInputSchema,
    answer: json(registrationSchema, 201),
    failures: [409],
  },
  {
    method: 'delete',
    path: '/v1/registrations/:name',
    operationId: 'removeRegistration',
    summary: 'Forgets a registered cluster and its credentials',
    answer: { status: 204 },
    failures: [404],
  },
  {
    method: 'get',
    path: '/v1/rbac-manifest',
    operationId: 'getRbacManifest',
    summary: 'The least that Groundcrew needs in a cluster, for kubectl apply',
    query: rbacManifestQuerySchema,
    answer: {
      status: 200,
      contentType: 'application/yaml',
      schema: z.string(),
    },
  },
  {
    method: 'get',
    path: '/v1/openapi.json',
    operationId: 'getOpenApi',
    summary: 'This description',
    answer: json(z.record(z.unknown())),
  },
];
