import { mockCredentials } from '@backstage/backend-test-utils';
import {
  createClusterFixture,
  eventually,
} from '@groundcrew/plugin-clusters-node/testUtils';
import request from 'supertest';
import { examplePayload, postedAlert } from './__testUtils__/examplePayload';
import { deadNode, deployment, node, pod } from './__testUtils__/objects';
import { headerOf, startFaults } from './__testUtils__/startFaults';

// Only a bound: nothing here waits for time to pass, but a busy machine is slow.
jest.setTimeout(60_000);

const SENDER = headerOf('alertmanager');

describe('the alertmanager module', () => {
  async function start({
    denied = [],
    objects = node('node-a') + deployment('cart') + pod('cart', 'node-a'),
  }: { denied?: string[]; objects?: string } = {}) {
    const started = await startFaults({
      denied,
      fixture: createClusterFixture({
        clusters: { prod: { objects, environment: 'prod' } },
      }),
      alertmanager: {
        receivers: [
          { subject: 'alertmanager' },
          { subject: 'alertmanager-prod', cluster: 'prod' },
        ],
      },
    });
    return {
      ...started,
      post: (body: unknown, authorization = SENDER) =>
        started.post(body, authorization),
    };
  }

  it('opens an incident for an alert that nothing explains, and resolves it with the alert', async () => {
    const { alerts, incidents, post } = await start();
    const answer = await post(examplePayload([postedAlert()]));
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({ taken: 1 });
    await eventually(async () => (await incidents()).length === 1);
    expect(await incidents()).toMatchObject([
      {
        fault: 'alert-firing',
        object: { cluster: 'prod', kind: 'Deployment', name: 'cart' },
        message: 'The alert HighErrorRate fires: cart answers with errors',
      },
    ]);
    const { alerts: shown, isConfigured } = await alerts();
    expect(isConfigured).toBe(true);
    expect(shown).toMatchObject([
      {
        name: 'HighErrorRate',
        state: 'firing',
        environment: 'prod',
        incidentId: 1,
        timesSeen: 1,
        groupKey: '{}:{alertname="HighErrorRate"}',
      },
    ]);

    await post(
      examplePayload([
        postedAlert({ status: 'resolved', endsAt: new Date().toISOString() }),
      ]),
    );
    await eventually(async () => (await incidents()).length === 0);
    expect((await alerts()).alerts).toMatchObject([
      { state: 'resolved', timesSeen: 2 },
    ]);
  });

  it('makes of 300 alerts of the pods of a dead node symptoms of one incident', async () => {
    const names = Array.from({ length: 100 }, (_, index) => `service-${index}`);
    const { alerts, incidents, post } = await start({
      objects: [
        deadNode('node-a'),
        ...names.map(name => deployment(name, 0) + pod(name, 'node-a')),
      ].join(''),
    });
    const rules = ['PodNotReady', 'DeploymentReplicasMismatch', 'TargetDown'];
    const posted = names.flatMap((name, index) =>
      rules.map(alertname =>
        postedAlert({
          fingerprint: `${alertname}-${index}`,
          labels: {
            alertname,
            severity: 'critical',
            cluster: 'prod',
            namespace: 'shop',
            ...(alertname === 'DeploymentReplicasMismatch'
              ? { deployment: name }
              : { pod: `${name}-1-a` }),
          },
        }),
      ),
    );
    for (let from = 0; from < posted.length; from += 50) {
      const answer = await post(examplePayload(posted.slice(from, from + 50)));
      expect(answer.status).toBe(200);
    }
    await eventually(async () => {
      const { alerts: shown } = await alerts();
      return (
        shown.length === 300 &&
        shown.every(({ incidentId }) => incidentId !== undefined)
      );
    });
    const [incident, ...others] = await incidents();
    expect(others).toEqual([]);
    expect(incident).toMatchObject({
      fault: 'node-kubelet-unavailable',
      object: { kind: 'Node', name: 'node-a' },
    });
    expect(await incidents('resolved')).toEqual([]);
    expect(incident.symptomCount).toBeGreaterThanOrEqual(100);
  });

  it('lets nobody send alerts but those whom config names', async () => {
    const { post } = await start();
    const { none, service, user } = mockCredentials;
    const body = examplePayload([postedAlert()]);
    expect((await post(body, none.header())).status).toBe(401);
    expect((await post(body, 'Bearer of-nobody')).status).toBe(401);
    expect((await post(body, user.header())).status).toBe(403);
    const other = await post(body, service.header());
    expect(other.status).toBe(403);
    expect(other.body.error.message).toContain('receivers');
    const alike = headerOf('external:alertmanager');
    expect((await post(body, alike)).status).toBe(403);
    const plugin = headerOf('plugin:catalog');
    expect((await post(body, plugin)).status).toBe(403);
  });

  it('reads no more than 1 MB, and nothing of whom it does not know', async () => {
    const { post } = await start();
    const large = { padding: 'x'.repeat(10 * 1_024 * 1_024) };
    const answer = await post(large);
    expect(answer.status).toBe(413);
    expect(answer.body.error.message).toContain('1 MB');
    expect((await post(large, mockCredentials.none.header())).status).toBe(401);
  });

  it.each<[string, object, string]>([
    ['of another version', { version: '3' }, 'version: must be "4"'],
    ['without alerts', { alerts: undefined }, 'alerts: is missing'],
    [
      'with an alert without labels',
      { alerts: [{ ...postedAlert(), labels: undefined }] },
      'alerts.0.labels: is missing',
    ],
    [
      'with a time that is none',
      { alerts: [postedAlert({ startsAt: 'now' })] },
      'alerts.0.startsAt: Invalid datetime',
    ],
  ])('refuses a post %s, and says which field', async (_, changes, message) => {
    const { post } = await start();
    const answer = await post({ ...examplePayload([]), ...changes });
    expect(answer.status).toBe(400);
    expect(answer.body.error.message).toBe(message);
  });

  it('refuses what is no JSON, and repeats nothing of it', async () => {
    const { at, server } = await start();
    const answer = await request(server)
      .post(at('/alerts/alertmanager'))
      .set('Authorization', SENDER)
      .set('Content-Type', 'application/json')
      .send('{"token": "s3cret"');
    expect(answer.status).toBe(400);
    expect(JSON.stringify(answer.body)).not.toContain('s3cret');
  });

  it('only records alerts of clusters and objects that there are not, and opens nothing', async () => {
    const { alerts, incidents, post } = await start();
    const labelled = (labels: Record<string, string>) =>
      postedAlert({
        fingerprint: JSON.stringify(labels).slice(0, 60),
        labels: { alertname: 'Lost', severity: 'critical', ...labels },
      });
    await post(
      examplePayload([
        labelled({ cluster: 'moon', namespace: 'shop', pod: 'cart-1-a' }),
        labelled({ namespace: 'shop', pod: 'cart-1-a' }),
        labelled({ cluster: 'prod', namespace: 'shop', pod: 'gone-1-a' }),
        labelled({ cluster: 'prod' }),
      ]),
    );
    const { alerts: shown } = await alerts();
    expect(
      shown
        .map(({ recordedBecause, state }) => `${state}: ${recordedBecause}`)
        .sort(),
    ).toEqual([
      'recorded: Its labels name no object of the cluster',
      'recorded: Nobody said of which cluster it is',
      'recorded: The cluster has no Pod shop/gone-1-a',
      "recorded: There is no cluster 'moon' here",
    ]);
    await post(examplePayload([postedAlert()]));
    await eventually(async () => (await incidents()).length > 0);
    expect(await incidents()).toHaveLength(1);
  });

  it('takes the cluster of the receiver before that of a label', async () => {
    const { alerts, post } = await start();
    const sender = headerOf('alertmanager-prod');
    await post(
      examplePayload([
        postedAlert({ labels: { alertname: 'A', cluster: 'elsewhere' } }),
      ]),
      sender,
    );
    expect((await alerts()).alerts).toMatchObject([{ cluster: 'prod' }]);
  });

  it('shows nobody alerts of what they may not see', async () => {
    const { alerts, get, post } = await start({
      denied: ['groundcrew.objects.read'],
    });
    await post(examplePayload([postedAlert()]));
    expect(await alerts()).toMatchObject({ alerts: [], hidden: 1 });
    expect((await get('/alerts/openapi.json')).status).toBe(200);
  });

  it('shows alerts to people alone', async () => {
    const { at, server } = await start();
    for (const header of [mockCredentials.service.header(), SENDER]) {
      const answer = await request(server)
        .get(at('/alerts'))
        .set('Authorization', header);
      expect(answer.status).toBe(403);
    }
  });
});
