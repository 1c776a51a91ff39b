import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { actionsRegistryServiceMock } from '@backstage/backend-test-utils/alpha';
import type { DeploymentsView } from '@groundcrew/plugin-deployments-common';
import { registerDeploymentsAction } from './registerDeploymentsAction';

const VIEW: DeploymentsView = {
  entityRef: 'component:default/checkout',
  link: { type: 'none' },
  places: [],
  hiddenPlaces: 0,
  searchedClusters: [],
};

function register() {
  const asked: string[] = [];
  const actions = actionsRegistryServiceMock();
  registerDeploymentsAction({
    actions,
    auth: mockServices.auth(),
    deployments: {
      async view({ credentials, entityRef }) {
        asked.push(`${credentials.principal.userEntityRef} ${entityRef}`);
        return { body: JSON.stringify(VIEW), etag: '' };
      },
      async workload() {
        throw new Error('nobody asks for it');
      },
    },
  });
  const invoke = (credentials = mockCredentials.user()) =>
    actions.invoke({
      id: 'test:get-deployments',
      input: { entityRef: VIEW.entityRef },
      credentials,
    });
  return { asked, invoke };
}

describe('registerDeploymentsAction', () => {
  it('reads as the person who is behind it', async () => {
    const { asked, invoke } = register();
    await expect(
      invoke(mockCredentials.user('user:default/dana')),
    ).resolves.toEqual({ output: VIEW });
    expect(asked).toEqual(['user:default/dana component:default/checkout']);
  });

  it('reads nothing for a service: the framework would allow it everything', async () => {
    const { asked, invoke } = register();
    await expect(invoke(mockCredentials.service() as never)).rejects.toThrow(
      /Only a person/,
    );
    expect(asked).toEqual([]);
  });
});
