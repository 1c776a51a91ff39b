import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { actionsRegistryServiceMock } from '@backstage/backend-test-utils/alpha';
import { NotFoundError } from '@backstage/errors';
import {
  exampleFinding,
  exampleIncident,
} from '../incidents/__testUtils__/exampleIncident';
import { registerExplainAction } from './registerExplainAction';

const detailOf = (id: number) => {
  const { explanation } = exampleIncident();
  const { category, detector, fault, message, object, title } =
    exampleFinding();
  return {
    id,
    revision: 1,
    phase: 'open' as const,
    severity: 'P1' as const,
    object,
    fault,
    category,
    detector,
    title,
    message,
    confidence: 0.95,
    entities: [],
    affected: [],
    symptomCount: 0,
    openedAt: '2026-01-01T00:00:00Z',
    respondBy: '2026-01-01T00:30:00Z',
    isOverdue: false,
    reopened: 0,
    explanation,
    severityReasons: [],
    timeline: [],
    mergedFrom: [],
    mayRespond: false,
  };
};

function register(open: number[]) {
  const actions = actionsRegistryServiceMock();
  registerExplainAction({
    actions,
    auth: mockServices.auth(),
    faults: {
      ofEntity: async () => ({
        incidents: open.map(detailOf),
        causes: [],
        hidden: 0,
        clusters: [],
      }),
    },
    incidents: {
      record: async (id: number) => {
        if (id > 100) {
          throw new NotFoundError(`There is no incident ${id}`);
        }
        return { id };
      },
      detail: async ({ id }: { id: number }) => detailOf(id),
    } as never,
  });
  return async (input: object, credentials = mockCredentials.user()) => {
    const { output } = await actions.invoke({
      id: 'test:explain',
      input: input as never,
      credentials,
    });
    return (output as { incidents: { id: number }[] }).incidents.map(
      ({ id }) => id,
    );
  };
}

describe('registerExplainAction', () => {
  it('explains one incident', async () => {
    await expect(register([])({ incident: 7 })).resolves.toEqual([7]);
    await expect(register([])({ incident: 700 })).rejects.toThrow(
      'There is no incident 700',
    );
  });

  it('explains the worst of an entity', async () => {
    const entityRef = 'component:default/cart';
    await expect(register([3, 1, 4, 9, 2, 6])({ entityRef })).resolves.toEqual([
      3, 1, 4, 9, 2,
    ]);
    await expect(register([])({ entityRef })).resolves.toEqual([]);
  });

  it.each([[{}], [{ incident: 1, entityRef: 'component:default/cart' }]])(
    'does not guess what is meant by %j',
    async input => {
      await expect(register([])(input)).rejects.toThrow(/either/);
    },
  );

  it('explains nothing to a service: the framework would allow it everything', async () => {
    await expect(
      register([])({ incident: 1 }, mockCredentials.service() as never),
    ).rejects.toThrow(/person/);
  });
});
