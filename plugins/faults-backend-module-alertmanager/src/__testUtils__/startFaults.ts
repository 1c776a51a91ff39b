import {
  createServiceFactory,
  type BackendFeature,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { metricsServiceMock } from '@backstage/backend-test-utils/alpha';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { JsonObject } from '@backstage/types';
import { entityInterestServiceRef } from '@groundcrew/plugin-clusters-node';
import type { ClusterFixture } from '@groundcrew/plugin-clusters-node/testUtils';
// The plugin that it is a module of.
// eslint-disable-next-line @backstage/no-mixed-plugin-imports
import { faultsPlugin } from '@groundcrew/plugin-faults-backend';
import {
  alertListSchema,
  incidentListSchema,
} from '@groundcrew/plugin-faults-common';
import { operationsServiceRef } from '@groundcrew/plugin-operations-node';
import request from 'supertest';
import alertmanagerModule from '../index';

/** What {@link startFaults} begins with. */
export interface StartFaultsOptions {
  fixture: ClusterFixture;
  /** `groundcrew.faults.alertmanager`. */
  alertmanager: JsonObject;
  /** `backend`. */
  backend?: JsonObject;
  /** What is there beside, or instead of what tests get otherwise. */
  features?: readonly BackendFeature[];
  /** Permissions that are refused. */
  denied?: readonly string[];
}

/** The header of a service, as the mocked auth service knows it. */
export function headerOf(subject: string): string {
  return mockCredentials.service.header({
    onBehalfOf: mockCredentials.service(subject),
    targetPluginId: 'groundcrew-faults',
  });
}

/** A backend with faults and the module, over clusters that a test gives. */
export async function startFaults(options: StartFaultsOptions) {
  const { alertmanager, denied = [], fixture } = options;
  const backend = await startTestBackend({
    features: [
      faultsPlugin,
      alertmanagerModule,
      fixture.factory,
      mockServices.rootConfig.factory({
        data: {
          ...(options.backend ? { backend: options.backend } : {}),
          groundcrew: {
            faults: { incidents: { quietPeriod: '1ms' }, alertmanager },
          },
        },
      }),
      metricsServiceMock.factory(),
      createServiceFactory({
        service: operationsServiceRef,
        deps: {},
        factory: () =>
          ({ listOperations: async () => ({ operations: [] }) } as never),
      }),
      createServiceFactory({
        service: entityInterestServiceRef,
        deps: {},
        factory: () => ({ renew: () => {} }),
      }),
      mockServices.permissions.mock({
        authorize: async asked =>
          asked.map(() => ({ result: AuthorizeResult.ALLOW })),
        authorizeConditional: async permissions =>
          permissions.map(({ permission: { name } }) => ({
            result: denied.includes(name)
              ? AuthorizeResult.DENY
              : AuthorizeResult.ALLOW,
          })),
      }).factory,
      catalogServiceMock.factory({ entities: [] }),
      ...(options.features ?? []),
    ],
  });
  const { server } = backend;
  const at = (path: string) => `/api/groundcrew-faults/v1${path}`;
  const person = mockCredentials.user.header();
  const get = async (path: string, authorization = person) =>
    await request(server).get(at(path)).set('Authorization', authorization);
  return {
    at,
    get,
    server,
    stop: () => backend.stop(),
    /** Posts as whoever the header says, to the webhook. */
    post: async (body: unknown, authorization: string) =>
      await request(server)
        .post(at('/alerts/alertmanager'))
        .set('Authorization', authorization)
        .send(body as object),
    mute: async (body: object) =>
      await request(server)
        .post(at('/mutes'))
        .set('Authorization', person)
        .send(body),
    endMute: async (id: number) =>
      await request(server)
        .delete(at(`/mutes/${id}`))
        .set('Authorization', person),
    alerts: async () => alertListSchema.parse((await get('/alerts')).body),
    incidents: async (state = 'current') =>
      incidentListSchema.parse(
        (await get(`/incidents?muted=true&state=${state}`)).body,
      ).incidents,
  };
}
