import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { actionsRegistryServiceMock } from '@backstage/backend-test-utils/alpha';
import type { FaultsView } from '@groundcrew/plugin-faults-common';
import { registerListAction } from './registerListAction';

const VIEW: FaultsView = {
  incidents: [],
  causes: [],
  hidden: 0,
  clusters: [],
};

function register() {
  const asked: string[] = [];
  const actions = actionsRegistryServiceMock();
  registerListAction({
    actions,
    auth: mockServices.auth(),
    faults: {
      async ofEntity({ credentials, entityRef }) {
        asked.push(`${credentials.principal.userEntityRef} ${entityRef}`);
        return VIEW;
      },
    },
  });
  const invoke = (credentials = mockCredentials.user()) =>
    actions.invoke({
      id: 'test:list',
      input: { entityRef: 'component:default/cart' },
      credentials,
    });
  return { asked, invoke };
}

describe('registerListAction', () => {
  it('reads as the person who is behind it', async () => {
    const { asked, invoke } = register();
    await expect(
      invoke(mockCredentials.user('user:default/dana')),
    ).resolves.toEqual({ output: VIEW });
    expect(asked).toEqual(['user:default/dana component:default/cart']);
  });

  it('reads nothing for a service: the framework would allow it everything', async () => {
    const { asked, invoke } = register();
    await expect(invoke(mockCredentials.service() as never)).rejects.toThrow(
      /Only a person/,
    );
    expect(asked).toEqual([]);
  });
});
