import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { actionsRegistryServiceMock } from '@backstage/backend-test-utils/alpha';
import { NotFoundError } from '@backstage/errors';
import type {
  IncidentDetail,
  IncidentRunbook,
  Proposal,
} from '@groundcrew/plugin-faults-common';
import {
  exampleFinding,
  exampleIncident,
} from '../incidents/__testUtils__/exampleIncident';
import { exampleRunbook } from '../runbooks/__testUtils__/exampleRunbook';
import type { Fix } from './fixOf';
import { registerProposeFixAction } from './registerProposeFixAction';

const CART = exampleFinding().object;
const OPERATION = {
  id: 'kubernetes.roll-back',
  target: CART,
  input: { revision: 3 },
};
const proposals: Proposal[] = [
  {
    title: 'Roll back',
    why: 'It ran.',
    operation: { ...OPERATION, risk: 'low' },
  },
  { title: 'Ask its owner', why: 'They know.' },
];

const detailOf = (
  id: number,
  more: Partial<IncidentDetail> = {},
): IncidentDetail => {
  const { explanation } = exampleIncident();
  const { category, detector, fault, message, object, title } =
    exampleFinding();
  return {
    id,
    revision: 1,
    phase: 'open',
    severity: 'P1',
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
    explanation: { ...explanation, proposals },
    severityReasons: [],
    timeline: [],
    mergedFrom: [],
    mayRespond: false,
    ...more,
  };
};
const { body: _, ...runbook } = exampleRunbook();
const fitting: IncidentRunbook = {
  ...runbook,
  fit: 'fault',
  isWorse: false,
  resolution: [
    { text: 'Go back.', operation: OPERATION, verify: 'All pods are ready.' },
  ],
};

function register(
  open: IncidentDetail[],
  runbooks: IncidentRunbook[] = [fitting],
) {
  const actions = actionsRegistryServiceMock();
  const asked: unknown[] = [];
  registerProposeFixAction({
    actions,
    auth: mockServices.auth(),
    faults: {
      ofEntity: async () => ({
        incidents: open,
        causes: [],
        hidden: 0,
        clusters: [],
      }),
    },
    incidents: {
      record: async (id, { principal }) => {
        asked.push(principal.userEntityRef);
        const record = open.find(each => each.id === id);
        if (!record) {
          throw new NotFoundError(`There is no incident ${id}`);
        }
        return record as never;
      },
      detail: async record => record as never,
    },
    runbooks: { ofDetail: () => ({ runbooks }) },
  });
  const invoke = async (
    input: object,
    credentials = mockCredentials.user(),
  ): Promise<Fix[]> => {
    const { output } = await actions.invoke({
      id: 'test:propose-fix',
      input: input as never,
      credentials,
    });
    return (output as { incidents: Fix[] }).incidents;
  };
  return { actions, asked, invoke };
}

describe('registerProposeFixAction', () => {
  it('says which operations may mend it, why, and how to see that they did', async () => {
    const { asked, invoke } = register([detailOf(7)]);
    const [fix] = await invoke(
      { incident: 7 },
      mockCredentials.user('user:default/dana'),
    );
    expect(fix).toMatchObject({ incident: 7, severity: 'P1', object: CART });
    expect(fix.proposals).toEqual([
      {
        ...proposals[0],
        verify: expect.stringContaining('All pods are ready.'),
      },
      { ...proposals[1], verify: expect.stringMatching(/^The incident is/) },
    ]);
    expect(fix.runbook).toMatchObject({
      id: 'example',
      resolution: fitting.resolution,
    });
    expect(asked).toEqual(['user:default/dana']);
  });

  it('does without a runbook', async () => {
    const [fix] = await register([detailOf(7)], []).invoke({ incident: 7 });
    expect(fix.runbook).toBeUndefined();
    expect(fix.proposals).toHaveLength(2);
  });

  it('proposes nothing for what is over', async () => {
    const { invoke } = register([detailOf(7, { phase: 'resolved' })]);
    expect((await invoke({ incident: 7 }))[0].proposals).toEqual([]);
  });

  it('looks at the worst of an entity, in one cluster where that is said', async () => {
    const there = { ...CART, cluster: 'prod' };
    const { invoke } = register([
      ...[3, 1, 4, 9, 2, 6].map(id => detailOf(id)),
      detailOf(8, { object: there }),
    ]);
    const entityRef = 'component:default/cart';
    const ids = async (input: object) =>
      (await invoke(input)).map(({ incident }) => incident);
    expect(await ids({ entityRef })).toEqual([3, 1, 4, 9, 2]);
    expect(await ids({ entityRef, cluster: 'prod' })).toEqual([8]);
  });

  it.each([[{}], [{ incident: 1, entityRef: 'component:default/cart' }]])(
    'does not guess what is meant by %j',
    async input => {
      await expect(register([]).invoke(input)).rejects.toThrow(/either/);
    },
  );

  it('says nothing of what may not be seen, nor to a service', async () => {
    const { invoke } = register([detailOf(7)]);
    await expect(invoke({ incident: 8 })).rejects.toThrow(/no incident 8/);
    await expect(
      invoke({ incident: 7 }, mockCredentials.service() as never),
    ).rejects.toThrow(/Only a person/);
  });
});
