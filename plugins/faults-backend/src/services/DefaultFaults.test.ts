import { mockCredentials } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { createClusterFixture } from '@groundcrew/plugin-clusters-node/testUtils';
import type { Evidence, Finding } from '@groundcrew/plugin-faults-common';
import type { Cause } from '../causes';
import { exampleIncident } from '../incidents/__testUtils__/exampleIncident';
import type { IncidentRecord } from '../incidents/IncidentRecord';
import { DefaultFaults } from './DefaultFaults';
import { VisibleEntities } from './VisibleEntities';

const entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'cart',
    annotations: { 'backstage.io/kubernetes-id': 'cart' },
  },
};
const OBJECTS = `
kind: Deployment
metadata: { name: cart, namespace: shop, labels: { backstage.io/kubernetes-id: cart } }
`;
const cart = {
  cluster: 'dev',
  kind: 'Deployment',
  namespace: 'shop',
  name: 'cart',
};
const store = { ...cart, namespace: 'vault', name: 'store' };
const node = { cluster: 'dev', kind: 'Node', name: 'node-a' };

const evidence: Evidence[] = [
  { source: 'object', message: 'seen' },
  { source: 'log', message: 'password rejected' },
  { source: 'object', message: 'ADDR=x:1', revealsConfiguration: true },
  { source: 'object', message: 'elsewhere', object: store },
];

function finding(changes: Partial<Finding> = {}): Finding {
  return {
    fault: 'application-crash',
    category: 'runtime',
    title: 'It crashes',
    object: cart,
    message: '',
    confidence: 0.9,
    evidence,
    explains: [],
    detector: 'crash',
    ...changes,
  };
}

const cause = (changes: Partial<Cause> = {}): Cause => ({
  finding: finding(),
  score: 0.9,
  verdict: 'cause',
  symptoms: [],
  explainedBy: [],
  ...changes,
});

/** What somebody sees who may read so much, everywhere but in the namespace `vault`. */
async function seen(
  causes: Cause[],
  permissions: string[],
  incidents: IncidentRecord[] = [],
) {
  const fixture = createClusterFixture({
    clusters: { dev: { objects: OBJECTS } },
  });
  const faults = DefaultFaults.create({
    clusters: fixture.service,
    diagnoses: { causesIn: () => causes },
    entities: VisibleEntities.create({ catalog: catalogServiceMock() }),
    incidents: {
      list: async ({ clusters: of, entityRef }) => ({
        records: incidents.filter(
          ({ cluster, entities }) =>
            of?.includes(cluster) || entities.includes(entityRef ?? ''),
        ),
      }),
    },
    interest: { renew: () => {} },
    access: {
      entity: async () => entity,
      filter: async (_, { name }) => ({
        allows: ({ namespace }) =>
          permissions.includes(name) && namespace !== 'vault',
        signature: name,
      }),
    },
  });
  return await faults.ofEntity({
    credentials: mockCredentials.user(),
    entityRef: 'component:default/cart',
  });
}

const SEE = 'groundcrew.objects.read';

describe('DefaultFaults', () => {
  it.each([
    [[], ['seen']],
    [['groundcrew.logs.read'], ['seen', 'password rejected']],
    [['groundcrew.configuration.read'], ['seen', 'ADDR=x:1']],
  ])('shows with %j what may be read, and no more', async (more, messages) => {
    const { causes } = await seen([cause()], [SEE, ...more]);
    expect(causes[0].finding.evidence.map(({ message }) => message)).toEqual(
      messages,
    );
  });

  it('shows nothing of objects that may not be seen, but that there is something', async () => {
    const hidden = finding({ object: store, explains: [cart] });
    const held = cause({
      finding: finding({ explains: [cart, store] }),
      symptoms: [
        {
          finding: finding({ object: store }),
          by: finding(),
          relation: 'holds-up',
          message: 'store is held up',
        },
      ],
    });
    const view = await seen([cause({ finding: hidden }), held], [SEE]);
    expect(view).toMatchObject({
      hidden: 1,
      causes: [{ finding: { explains: [cart] }, symptoms: [] }],
    });
    expect(JSON.stringify(view)).not.toContain('store');
  });

  it('goes from a symptom to what explains it, wherever that is', async () => {
    const ofNode = cause({
      finding: finding({ fault: 'node-not-ready', object: node }),
    });
    const ofCart = cause({
      verdict: 'symptom',
      explainedBy: [
        { by: ofNode.finding, relation: 'holds-up', message: 'its node' },
      ],
    });
    const elsewhere = cause({
      finding: finding({ object: { ...cart, name: 'orders' } }),
    });
    const { causes } = await seen([elsewhere, ofNode, ofCart], [SEE]);
    expect(causes.map(one => one.finding.object.name)).toEqual(['node-a']);
  });

  it('names the incident that tells of a cause, and those that the entity suffers from', async () => {
    const told = { ...exampleIncident(), id: 1, revision: 1 };
    const other = {
      ...exampleIncident({ key: 'other', severity: 'P1' }),
      id: 2,
      revision: 1,
    };
    const suffering = { ...other, id: 3, entities: ['component:default/cart'] };
    const hidden = {
      ...suffering,
      id: 4,
      explanation: {
        ...other.explanation,
        cause: finding({ object: store }),
      },
    };
    const view = await seen([cause()], [SEE], [told, other, suffering, hidden]);
    expect(view.causes[0].incidentId).toBe(1);
    expect(view.incidents.map(({ id }) => id)).toEqual([3, 1]);
    // Nobody knows of such an entity, or whoever asks may not see it.
    expect(view.incidents[0].entities).toEqual([]);
  });
});
