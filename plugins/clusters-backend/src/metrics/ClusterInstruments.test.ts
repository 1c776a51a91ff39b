import { metricsServiceFactory } from '@backstage/backend-defaults/alpha';
import { createBackendPlugin } from '@backstage/backend-plugin-api';
import {
  metricsServiceRef,
  type MetricsService,
} from '@backstage/backend-plugin-api/alpha';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { createClusterHub } from '@groundcrew/plugin-clusters-node';
import { metrics as openTelemetry } from '@opentelemetry/api';
import {
  AggregationTemporality,
  DataPointType,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import { eventually } from '@groundcrew/plugin-clusters-node/testUtils';
import { ScriptedApiServer } from '../__testUtils__/ScriptedApiServer';
import { WatchedCluster } from '../WatchedCluster';
import { ClusterInstruments } from './ClusterInstruments';

// Only a bound: nothing here waits for time to pass, but a busy machine is slow.
jest.setTimeout(60_000);

/** What Backstage gives a plugin that asks for its metrics service. */
async function metricsOfBackstage(): Promise<MetricsService> {
  let given: MetricsService | undefined;
  const backend = await startTestBackend({
    features: [
      metricsServiceFactory,
      createBackendPlugin({
        pluginId: 'groundcrew-clusters',
        register(env) {
          env.registerInit({
            deps: { metrics: metricsServiceRef },
            async init({ metrics }) {
              given = metrics;
            },
          });
        },
      }),
    ],
  });
  await backend.stop();
  return given!;
}

describe('ClusterInstruments', () => {
  const exporter = new InMemoryMetricExporter(
    AggregationTemporality.CUMULATIVE,
  );
  const provider = new MeterProvider({
    readers: [
      new PeriodicExportingMetricReader({
        exporter,
        // Exported when the test asks for it.
        exportIntervalMillis: 3_600_000,
      }),
    ],
  });
  let server: ScriptedApiServer;

  beforeAll(async () => {
    openTelemetry.setGlobalMeterProvider(provider);
    server = await ScriptedApiServer.start({ kinds: ['Pod', 'Node'] });
  });
  afterAll(async () => {
    await server.stop();
    await provider.shutdown();
    openTelemetry.disable();
  });

  /** What is exported now, by name: a value for each set of attributes; of a histogram, the number of its values. */
  async function exported() {
    exporter.reset();
    await provider.forceFlush();
    const values: Record<string, [object, number][]> = {};
    for (const { scopeMetrics } of exporter.getMetrics()) {
      for (const { metrics } of scopeMetrics) {
        for (const { descriptor, dataPointType, dataPoints } of metrics) {
          values[descriptor.name] = dataPoints.map(({ attributes, value }) => [
            attributes,
            dataPointType === DataPointType.HISTOGRAM
              ? (value as { count: number }).count
              : (value as number),
          ]);
        }
      }
    }
    return values;
  }

  it('exports through Backstage what the cache holds and how it fares', async () => {
    const hub = createClusterHub();
    hub.feed.setLimits({ maxObjects: 2 });
    const instruments = ClusterInstruments.create({
      metrics: await metricsOfBackstage(),
      clusters: hub.service,
      feed: hub.feed,
    });
    hub.service.subscribe({}, () => {
      throw new Error('the subscriber is at fault');
    });
    server.put('Pod', 'a');
    const watched = WatchedCluster.start({
      description: { name: 'dev', origin: 'config' },
      connection: server.connection,
      feed: hub.feed,
      logger: mockServices.logger.mock(),
      instruments,
    });
    await eventually(() => server.openWatches('Pod') === 1);
    server.put('Pod', 'b');
    server.put('Pod', 'c');
    const store = hub.service.store('dev');
    const pods = () => store.kinds().find(({ kind }) => kind === 'Pod');
    await eventually(() => pods()?.state === 'incomplete');
    await eventually(() => hub.service.clusters()[0].state === 'live');

    const pod = { cluster: 'dev', kind: 'Pod' };
    const live = await exported();
    expect(live.groundcrew_clusters_objects).toContainEqual([pod, 2]);
    expect(live.groundcrew_clusters_up).toEqual([[{ cluster: 'dev' }, 1]]);
    expect(live.groundcrew_clusters_watch_age).toContainEqual([
      pod,
      expect.any(Number),
    ]);
    expect(live.groundcrew_clusters_lists).toContainEqual([
      { ...pod, reason: 'start' },
      1,
    ]);
    expect(live.groundcrew_clusters_list_duration).toContainEqual([pod, 1]);
    expect(live.groundcrew_clusters_open_watches).toContainEqual([pod, 1]);
    expect(live.groundcrew_clusters_changes).toContainEqual([pod, 2]);
    expect(live.groundcrew_clusters_delivery_lag).toContainEqual([
      pod,
      expect.any(Number),
    ]);
    expect(live.groundcrew_clusters_dropped_objects).toContainEqual([
      { ...pod, reason: 'limit' },
      1,
    ]);
    expect(live.groundcrew_clusters_subscriber_failures).toEqual([
      [{}, expect.any(Number)],
    ]);
    const succeeded = { cluster: 'dev', method: 'GET', outcome: 'ok' };
    expect(live.groundcrew_clusters_requests).toContainEqual([
      succeeded,
      expect.any(Number),
    ]);
    expect(live.groundcrew_clusters_request_duration).toContainEqual([
      { cluster: 'dev', method: 'GET' },
      expect.any(Number),
    ]);

    server.served.delete('Pod');
    server.endWatches('Pod', 'cut');
    await eventually(async () =>
      Boolean((await exported()).groundcrew_clusters_failures),
    );

    await watched.stop();
    const stopped = await exported();
    expect(stopped.groundcrew_clusters_open_watches).toContainEqual([pod, 0]);
    instruments.close();
    const held = jest.spyOn(hub.feed, 'held');
    await exported();
    expect(held).not.toHaveBeenCalled();
  });
});
