import { createClusterFixture } from '@groundcrew/plugin-clusters-node/testUtils';
import { labelsToTakeOff } from './labelsToTakeOff';
import { QUARANTINE_ANNOTATION, quarantineNote } from './quarantineNote';

describe('labelsToTakeOff', () => {
  const store = createClusterFixture({
    clusters: {
      dev: {
        objects: `
kind: Deployment
metadata: {name: web}
spec: {selector: {matchLabels: {app: web}, matchExpressions: [{key: tier, operator: Exists}]}}
---
kind: ReplicaSet
metadata: {name: web-1, ownerReferences: [{kind: Deployment, name: web, controller: true, uid: x}]}
spec: {selector: {matchLabels: {app: web, pod-template-hash: h1}}}
---
kind: Service
metadata: {name: web}
spec: {selector: {app: web, serves: "yes"}}
---
kind: Service
metadata: {name: other}
spec: {selector: {app: web, version: "2"}}
---
kind: Service
metadata: {name: by-hand}
spec: {}
---
kind: PodDisruptionBudget
metadata: {name: web}
spec: {minAvailable: 1, selector: {matchLabels: {guarded: "yes"}}}`,
      },
    },
  }).service.store('dev');
  const taken = {
    app: 'web',
    tier: 'front',
    'pod-template-hash': 'h1',
    serves: 'yes',
    guarded: 'yes',
  };

  it('are those by which others know the pod, and no more', () => {
    const labels = { ...taken, version: '1', team: 'shop' };
    expect(
      labelsToTakeOff(
        store,
        { metadata: { labels, namespace: 'default' } },
        'web-1',
      ),
    ).toEqual({ labels: taken, services: ['web'] });
  });

  it('are none where the ReplicaSet is not in memory', () => {
    const metadata = {
      labels: { 'pod-template-hash': 'h1' },
      namespace: 'default',
    };
    expect(labelsToTakeOff(store, { metadata }, 'unknown').labels).toEqual({});
  });
});

describe('quarantineNote', () => {
  const note = {
    labels: { app: 'web' },
    from: 'ReplicaSet web-1',
    by: 'user:default/omar',
    until: '2026-01-02T00:00:00Z',
  };

  it.each<[string | undefined, unknown]>([
    [JSON.stringify(note), note],
    [undefined, undefined],
    ['no JSON', undefined],
    ['{}', undefined],
  ])('reads %s', (text, expected) => {
    const annotations: Record<string, string> =
      text === undefined ? {} : { [QUARANTINE_ANNOTATION]: text };
    expect(quarantineNote({ metadata: { annotations } })).toEqual(expected);
  });
});
