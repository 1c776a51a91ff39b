import type { BackendFeature } from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import authPlugin from '@backstage/plugin-auth-backend';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import request from 'supertest';
import { personasModule } from './personasModule';

// Only a bound: nothing here waits for time to pass, but a busy machine is slow.
jest.setTimeout(60_000);

const dana: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: { namespace: 'default', name: 'dana' },
  spec: { memberOf: ['checkout'] },
  relations: [{ type: 'memberOf', targetRef: 'group:default/checkout' }],
};
// As the catalog shows a user whom it has read and not yet stitched.
const olivia: Entity = {
  ...dana,
  metadata: { namespace: 'default', name: 'olivia' },
  relations: [],
};

function authConfig(options: { personas: boolean; sandbox?: boolean }) {
  return {
    app: { baseUrl: 'http://localhost:3000' },
    auth: { providers: options.personas ? { personas: {} } : {} },
    groundcrew: { sandbox: { enabled: options.sandbox } },
  };
}

async function startAuth(
  data: ReturnType<typeof authConfig>,
  features: BackendFeature[] = [],
) {
  return startTestBackend({
    features: [
      authPlugin,
      personasModule,
      ...features,
      mockServices.rootConfig.factory({ data }),
      catalogServiceMock.factory({ entities: [dana, olivia] }),
    ],
  });
}

describe('personasModule', () => {
  it('signs in as a person of the shop, with the groups that the catalog knows', async () => {
    const { server } = await startAuth(
      authConfig({ personas: true, sandbox: true }),
    );
    const response = await request(server)
      .get('/api/auth/personas/refresh')
      .query({ persona: 'dana' });
    expect(response.status).toBe(200);
    expect(response.body.backstageIdentity).toMatchObject({
      token: expect.any(String),
      identity: {
        type: 'user',
        userEntityRef: 'user:default/dana',
        ownershipEntityRefs: ['user:default/dana', 'group:default/checkout'],
      },
    });
  });

  it.each([undefined, 'root', 'user:default/dana', 'DANA'])(
    'refuses %p, who is not one of them',
    async persona => {
      const { server } = await startAuth(
        authConfig({ personas: true, sandbox: true }),
      );
      const response = await request(server)
        .get('/api/auth/personas/refresh')
        .query({ persona });
      expect(response.status).toBe(400);
      expect(response.body.error.message).toContain('dana, olivia, omar, vera');
    },
  );

  it.each([
    ['is not there yet', 'omar'],
    ['has no groups yet', 'olivia'],
  ])(
    'asks for patience while the person %s, and does not call it an error',
    async (_, persona) => {
      const logger = mockServices.rootLogger.mock();
      logger.child.mockImplementation(() => logger);
      const { server } = await startAuth(
        authConfig({ personas: true, sandbox: true }),
        [logger.factory],
      );
      const response = await request(server)
        .get('/api/auth/personas/refresh')
        .query({ persona });
      expect(logger.error).not.toHaveBeenCalled();
      expect(logger.warn).not.toHaveBeenCalled();
      expect(response.status).toBe(503);
      expect(response.headers['retry-after']).toBe('1');
      expect(response.body.backstageIdentity).toBeUndefined();
      expect(response.body.error).toEqual({
        name: 'ServiceUnavailableError',
        message: expect.stringContaining(`does not know "${persona}" yet`),
      });
    },
  );

  it.each([undefined, false])(
    'refuses to start when groundcrew.sandbox.enabled is %p',
    async sandbox => {
      await expect(
        startAuth(authConfig({ personas: true, sandbox })),
      ).rejects.toThrow(/works with the sandbox only/);
    },
  );

  it.each([true, false])(
    'offers nothing where it is not configured (sandbox: %p)',
    async sandbox => {
      const { server } = await startAuth(
        authConfig({ personas: false, sandbox }),
      );
      const response = await request(server)
        .get('/api/auth/personas/refresh')
        .query({ persona: 'dana' });
      expect(response.status).toBe(404);
    },
  );
});
