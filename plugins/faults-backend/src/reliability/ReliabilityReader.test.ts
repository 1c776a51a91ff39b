import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { createClusterFixture } from '@groundcrew/plugin-clusters-node/testUtils';
import type { IncidentSummary } from '@groundcrew/plugin-faults-common';
import { openFaultsDatabase } from '../database/openFaultsDatabase';
import { DatabaseHealthStore } from './DatabaseHealthStore';
import { exampleSpan } from './exampleSpan';
import { ReliabilityReader } from './ReliabilityReader';
import { SloObjectives } from './SloObjectives';

const databases = TestDatabases.create({
  ids: ['SQLITE_3'],
  disableDocker: true,
});

const NOW = Date.parse('2026-11-22T12:00:00Z');
const HOUR = 3_600_000;
const at = (hoursAgo: number) => new Date(NOW - hoursAgo * HOUR).toISOString();

const entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'cart',
    annotations: { 'backstage.io/kubernetes-id': 'cart' },
  },
};
const workload = (kind: string, name: string, ready: number) => `
kind: ${kind}
metadata: { name: ${name}, namespace: shop, labels: { backstage.io/kubernetes-id: cart } }
spec: { replicas: 2 }
status: { replicas: 2, updatedReplicas: 2, readyReplicas: ${ready} }
---
`;

const incident = (environment: string): IncidentSummary => ({
  id: 1,
  revision: 1,
  phase: 'resolved',
  severity: 'P1',
  object: {
    cluster: 'prod',
    kind: 'Deployment',
    namespace: 'shop',
    name: 'cart',
  },
  environment,
  fault: 'application-crash',
  category: 'runtime',
  detector: 'crash',
  title: 'It crashes',
  message: 'It crashes',
  confidence: 1,
  entities: [],
  affected: [],
  symptomCount: 0,
  openedAt: at(3),
  resolvedAt: at(2),
  resolution: 'recovered',
  respondBy: at(3),
  isOverdue: false,
  reopened: 0,
});

describe('ReliabilityReader', () => {
  it('says how an entity did in each environment, in their order', async () => {
    const knex = await databases.init('SQLITE_3');
    await openFaultsDatabase(mockServices.database({ knex }));
    const store = DatabaseHealthStore.create({ knex });
    const spans = [
      exampleSpan({
        cluster: 'prod',
        from: NOW - 30 * HOUR,
        to: NOW - 3 * HOUR,
      }),
      exampleSpan({
        cluster: 'prod',
        health: 'down',
        from: NOW - 3 * HOUR,
        to: NOW - 2 * HOUR,
      }),
      exampleSpan({ cluster: 'prod', from: NOW - 2 * HOUR }),
      exampleSpan({
        cluster: 'prod',
        name: 'elsewhere',
        health: 'down',
        from: 1,
      }),
    ];
    await store.write({
      workloads: spans,
      observed: [{ cluster: 'prod', from: NOW - 12 * HOUR, to: NOW }],
    });
    const fixture = createClusterFixture({
      clusters: {
        prod: {
          environment: 'prod',
          objects:
            workload('Deployment', 'cart', 2) + workload('Job', 'report', 0),
        },
        dev: {
          environment: 'dev',
          objects:
            workload('Deployment', 'cart', 1) +
            workload('StatefulSet', 'basket', 2),
        },
        stale: {
          environment: 'test',
          objects: workload('Deployment', 'cart', 2),
        },
        jobs: { environment: 'staging', objects: workload('Job', 'report', 0) },
      },
    });
    fixture.writer('stale').updateState({ state: 'unreachable' });
    const reader = ReliabilityReader.create({
      store,
      objectives: SloObjectives.fromConfig(
        mockServices.rootConfig({
          data: {
            groundcrew: { faults: { slo: { environments: { prod: 0.9 } } } },
          },
        }),
      ),
    });

    const view = await reader.ofEntity({
      entity,
      places: fixture.service.objectsOf(entity).places,
      incidents: [incident('prod'), incident('dev')],
      days: 1,
      now: NOW,
    });
    expect(view).toMatchObject({ from: at(24), to: at(0) });
    expect(view.environments).toMatchObject([
      {
        environment: 'dev',
        health: 'degraded',
        workloads: [
          {
            object: { name: 'cart' },
            health: 'degraded',
            desired: 2,
            ready: 1,
          },
          { object: { name: 'basket' }, health: 'up', desired: 2, ready: 2 },
        ],
        observedMs: 0,
        slo: { objective: 0.999 },
        incidents: 1,
      },
      { environment: 'test', health: 'unknown' },
      {
        environment: 'prod',
        health: 'up',
        observedMs: 12 * HOUR,
        downMs: HOUR,
        availability: expect.closeTo(11 / 12),
        slo: {
          objective: 0.9,
          budgetMs: expect.closeTo(2.4 * HOUR),
          budgetLeft: expect.closeTo(1 - 1 / 2.4),
          burnRate: 0,
        },
        incidents: 1,
        mttrMs: HOUR,
        mtbfMs: 11 * HOUR,
        spans: [
          { health: 'unknown', from: at(24), to: at(12) },
          { health: 'up', from: at(12), to: at(3) },
          { health: 'down', from: at(3), to: at(2) },
          { health: 'up', from: at(2), to: at(0) },
        ],
      },
    ]);
  });
});
