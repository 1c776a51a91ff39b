import { mockServices } from '@backstage/backend-test-utils';
import { metricsServiceMock } from '@backstage/backend-test-utils/alpha';
import { createClusterFixture } from '@groundcrew/plugin-clusters-node/testUtils';
import { createEvidenceReader } from '@groundcrew/plugin-faults-node';
import { coreDetectors } from '../detectors';
import { deployment, pod } from '../detectors/testObjects';
import { findingsOf } from '../engine/findingsOf';
import { ChangeJournal } from './ChangeJournal';
import { changesAround } from './changesAround';
import { changesSeenIn } from './changesSeenIn';
import { surroundingsOf } from './surroundingsOf';

const HOUR = 60 * 60_000;
const flags = {
  kind: 'ConfigMap',
  metadata: {
    name: 'checkout-flags',
    managedFields: [
      {
        manager: 'helm',
        operation: 'Update',
        time: '2026-01-01T09:00:00Z',
        fieldsV1: { 'f:data': { 'f:level': {} } },
      },
    ],
  },
  data: { level: 'debug' },
};
const other = (name: string, data: object = {}) => ({
  kind: 'ConfigMap',
  metadata: { name },
  data,
});
const container = { envFrom: [{ configMapRef: { name: 'checkout-flags' } }] };
const stuck = pod({
  of: 'checkout',
  container,
  containerStatus: {
    state: { waiting: { reason: 'CreateContainerConfigError' } },
  },
});

/** From the watch to what a person reads: a ConfigMap is deleted, and what reads it cannot start any more. */
it('tells which of all changes may be why', async () => {
  const fixture = createClusterFixture({
    clusters: {
      dev: {
        objects: [
          deployment({ name: 'checkout', container }),
          flags,
          other('of-others'),
        ],
      },
    },
  });
  const journal = ChangeJournal.create({
    clusters: fixture.service,
    store: {
      append: async () => 0,
      list: async () => [],
      prune: async () => 0,
    },
    logger: mockServices.logger.mock(),
    metrics: metricsServiceMock.mock(),
  });
  journal.start();
  await journal.follow();

  fixture.apply('dev', other('of-others', { A: '1' }));
  fixture.delete('dev', { kind: 'ConfigMap', name: 'checkout-flags' });
  fixture.apply('dev', stuck);
  await new Promise(resolve => {
    setImmediate(() => setImmediate(resolve));
  });

  const openedAt = Date.now();
  const store = fixture.service.store('dev').withConfiguration();
  const [cause] = findingsOf(coreDetectors, {
    cluster: 'dev',
    store,
    evidence: createEvidenceReader(),
    now: openedAt,
  }).filter(({ fault }) => fault === 'config-map-missing');
  const around = { cause, symptoms: [], store };
  const surroundings = surroundingsOf(around);
  const window = { from: openedAt - HOUR, to: openedAt + HOUR };
  const changes = changesAround({
    ...around,
    surroundings,
    openedAt,
    now: openedAt + HOUR,
    changes: await journal.list({
      cluster: 'dev',
      ...window,
      namespaces: [...surroundings.namespaces],
    }),
    seen: changesSeenIn(store, surroundings.refs, window.from),
    operations: [],
  });
  await journal.stop();

  expect(changes).toEqual([
    {
      at: expect.any(String),
      kind: 'configuration',
      object: {
        cluster: 'dev',
        kind: 'ConfigMap',
        namespace: 'default',
        name: 'checkout-flags',
      },
      action: 'deleted',
      message: 'ConfigMap deleted, last written by helm',
      isSuspect: true,
    },
  ]);
});
