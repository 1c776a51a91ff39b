import { authServiceFactory } from '@backstage/backend-defaults/auth';
import { httpAuthServiceFactory } from '@backstage/backend-defaults/httpAuth';
import { createClusterFixture } from '@groundcrew/plugin-clusters-node/testUtils';
import { examplePayload, postedAlert } from './__testUtils__/examplePayload';
import { startFaults } from './__testUtils__/startFaults';

// Only a bound: a busy machine is slow.
jest.setTimeout(60_000);

const OURS = 'the-token-of-alertmanager';
const OTHER = 'the-token-of-somebody-else';

describe('the tokens of backend.auth.externalAccess', () => {
  it.each([
    ['that config names is taken', OURS, 200],
    ['of somebody else is refused', OTHER, 403],
    ['that is wrong is refused', `${OURS}!`, 401],
  ])('one %s', async (_, token, status) => {
    const { post } = await startFaults({
      fixture: createClusterFixture({ clusters: { prod: {} } }),
      alertmanager: { receivers: [{ subject: 'alertmanager' }] },
      features: [authServiceFactory, httpAuthServiceFactory],
      backend: {
        auth: {
          externalAccess: [
            {
              type: 'static',
              options: { token: OURS, subject: 'alertmanager' },
              accessRestrictions: [{ plugin: 'groundcrew-faults' }],
            },
            { type: 'static', options: { token: OTHER, subject: 'ci' } },
          ],
        },
      },
    });
    const answer = await post(
      examplePayload([postedAlert()]),
      `Bearer ${token}`,
    );
    expect(answer.status).toBe(status);
    expect(JSON.stringify(answer.body)).not.toContain(token);
  });
});
