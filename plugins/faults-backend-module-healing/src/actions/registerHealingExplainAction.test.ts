import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { actionsRegistryServiceMock } from '@backstage/backend-test-utils/alpha';
import { NotFoundError } from '@backstage/errors';
import type { HealingExplanation } from '../services/HealingReader';
import { registerHealingExplainAction } from './registerHealingExplainAction';

const EXPLANATION: HealingExplanation = {
  incident: 7,
  state: 'observing',
  reason: 'The policy mend only observes.',
  policy: 'mend',
  next: { title: 'Restart cart', operation: 'kubernetes.restart', risk: 'low' },
  passedOver: [{ policy: 'other', reason: 'It is switched off.' }],
  attempts: [],
  policies: [
    {
      id: 'mend',
      title: 'Mend it',
      why: 'It helps.',
      operations: ['kubernetes.restart'],
      enabled: true,
      mode: 'auto',
      modeHere: 'observe',
    },
  ],
};

function register() {
  const actions = actionsRegistryServiceMock();
  const asked: string[] = [];
  registerHealingExplainAction({
    actions,
    auth: mockServices.auth(),
    reader: {
      async explain(id, { principal }) {
        asked.push(`${principal.userEntityRef} ${id}`);
        if (id !== 7) {
          throw new NotFoundError(`There is no incident ${id}`);
        }
        return EXPLANATION;
      },
    },
  });
  const invoke = (incident: number, credentials = mockCredentials.user()) =>
    actions.invoke({
      id: 'test:healing-explain',
      input: { incident },
      credentials,
    });
  return { asked, invoke };
}

describe('registerHealingExplainAction', () => {
  it('says what healing makes of an incident, to the person who is behind it', async () => {
    const { asked, invoke } = register();
    await expect(
      invoke(7, mockCredentials.user('user:default/dana')),
    ).resolves.toEqual({ output: EXPLANATION });
    expect(asked).toEqual(['user:default/dana 7']);
  });

  it('says nothing of what may not be seen', async () => {
    await expect(register().invoke(8)).rejects.toThrow('no incident 8');
  });

  it('says nothing to a service: the framework would allow it everything', async () => {
    const { asked, invoke } = register();
    await expect(invoke(7, mockCredentials.service() as never)).rejects.toThrow(
      /Only a person/,
    );
    expect(asked).toEqual([]);
  });
});
