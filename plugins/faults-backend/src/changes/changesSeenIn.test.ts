import { createClusterFixture } from '@groundcrew/plugin-clusters-node/testUtils';
import type { FixtureObjects } from '@groundcrew/plugin-clusters-node/testUtils';
import { changesSeenIn } from './changesSeenIn';

const SINCE = Date.parse('2026-01-01T11:30:00Z');
const OLD = 'creationTimestamp: "2025-06-01T00:00:00Z"';

function seen(objects: FixtureObjects, kind: string, name = 'cart') {
  const store = createClusterFixture({
    clusters: { dev: { objects } },
  }).service.store('dev');
  const namespace = kind === 'Node' ? undefined : 'default';
  return changesSeenIn(
    store,
    [{ cluster: 'dev', kind, namespace, name }],
    SINCE,
  ).map(
    ({ at, by, kind: sort, message }) =>
      `${at.slice(11, 16)} ${sort}: ${message}${by ? ` by ${by}` : ''}`,
  );
}

const wrote = (manager: string, time: string, fields: string, more = '') =>
  `{manager: ${manager}, operation: Update, time: "2026-01-01T${time}:00Z", fieldsV1: {${fields}}${more}}`;
const deployment = (tag: string, metadata: string, revision = 2) => `
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart, uid: cart-uid, annotations: {deployment.kubernetes.io/revision: "${revision}"}, ${metadata}}
spec: {replicas: 2, template: {metadata: {labels: {app: cart}}, spec: {containers: [{name: app, image: "shop/cart:${tag}", env: [{name: A, value: "hunter-${tag}"}]}]}}}
`;
const replicaSet = (revision: number, tag: string, time: string) => `
---
apiVersion: apps/v1
kind: ReplicaSet
metadata:
  name: cart-${revision}
  creationTimestamp: "${time}"
  annotations: {deployment.kubernetes.io/revision: "${revision}"}
  ownerReferences: [{kind: Deployment, name: cart, controller: true, uid: cart-uid}]
spec: {template: {metadata: {labels: {app: cart, pod-template-hash: h${revision}}}, spec: {containers: [{name: app, image: "shop/cart:${tag}", env: [{name: A, value: "hunter-${tag}"}]}]}}}
`;

describe('changesSeenIn', () => {
  it.each<[string, string, FixtureObjects, string[]]>([
    [
      'what was made',
      'ConfigMap',
      `kind: ConfigMap\nmetadata: {name: cart, creationTimestamp: "2026-01-01T11:40:00Z", managedFields: [${wrote(
        'helm',
        '11:40',
        '"f:data": {"f:A": {}}',
      )}]}`,
      ['11:40 configuration: ConfigMap created by helm'],
    ],
    [
      'what was written',
      'ConfigMap',
      `kind: ConfigMap\nmetadata: {name: cart, ${OLD}, managedFields: [${[
        wrote('helm', '11:20', '"f:data": {"f:A": {}}'),
        wrote('kubectl', '11:45', '"f:data": {"f:B": {}}'),
        wrote('labeller', '11:50', '"f:metadata": {"f:labels": {}}'),
      ].join()}]}`,
      [
        '11:45 configuration: Written while nobody watched what changed by kubectl',
      ],
    ],
    [
      'a release, by its revisions, with who made it',
      'Deployment',
      deployment(
        '2',
        `${OLD}, managedFields: [${wrote(
          'helm',
          '11:40',
          '"f:spec": {"f:template": {}}',
        )}]`,
      ) +
        replicaSet(1, '1', '2025-06-01T00:00:00Z') +
        replicaSet(2, '2', '2026-01-01T11:40:01Z'),
      [
        '11:40 release: Image of container `app` changed from 1 to 2; Variables of container `app` changed: A by helm',
      ],
    ],
    [
      'a release of which a newer revision has been made, and is not yet taken',
      'Deployment',
      deployment('2', OLD) +
        replicaSet(1, '1', '2025-06-01T00:00:00Z') +
        replicaSet(2, '2', '2026-01-01T11:40:01Z') +
        replicaSet(3, '3', '2026-01-01T11:50:01Z'),
      [
        '11:40 release: Image of container `app` changed from 1 to 2; Variables of container `app` changed: A',
      ],
    ],
    [
      'who scaled, beside a release of before',
      'Deployment',
      deployment(
        '2',
        `${OLD}, managedFields: [${[
          wrote('helm', '09:00', '"f:spec": {"f:template": {}}'),
          wrote(
            'kubectl',
            '11:50',
            '"f:spec": {"f:replicas": {}}',
            ', subresource: scale',
          ),
          wrote(
            'kube-controller-manager',
            '11:55',
            '"f:status": {}',
            ', subresource: status',
          ),
          wrote(
            'kube-controller-manager',
            '11:56',
            '"f:metadata": {"f:annotations": {}}',
          ),
        ].join()}]`,
      ) +
        replicaSet(1, '1', '2025-06-01T00:00:00Z') +
        replicaSet(2, '2', '2026-01-01T09:00:00Z'),
      ['11:50 scaling: Replicas set to 2 by kubectl'],
    ],
    [
      'nothing of a way back to an older revision, but that it was written',
      'Deployment',
      deployment(
        '1',
        `${OLD}, managedFields: [${wrote(
          'kubectl',
          '11:40',
          '"f:spec": {"f:template": {}}',
        )}]`,
        3,
      ) +
        replicaSet(2, '2', '2026-01-01T11:35:00Z') +
        replicaSet(3, '1', '2025-06-01T00:00:00Z'),
      ['11:40 release: Written while nobody watched what changed by kubectl'],
    ],
    [
      'what became of a node',
      'Node',
      `
kind: Node
metadata: {name: cart, ${OLD}}
status:
  conditions:
    - {type: Ready, status: "False", lastTransitionTime: "2026-01-01T11:58:00Z"}
    - {type: MemoryPressure, status: "True", lastTransitionTime: "2026-01-01T11:57:00Z"}
    - {type: DiskPressure, status: "False", lastTransitionTime: "2026-01-01T11:57:00Z"}
    - {type: PIDPressure, status: "True", lastTransitionTime: "2026-01-01T10:57:00Z"}`,
      ['11:58 node: Node became NotReady', '11:57 node: MemoryPressure began'],
    ],
    [
      'a sync',
      'Application',
      `kind: Application\nmetadata: {name: cart, ${OLD}}\nstatus: {history: [{revision: v2, deployedAt: "2026-01-01T11:44:00Z", initiatedBy: {username: dana}}]}`,
      ['11:44 sync: Synced to revision v2 by dana'],
    ],
    ['nothing of what is not there', 'Deployment', [], []],
    [
      'nothing of what is old',
      'Deployment',
      deployment('1', OLD) + replicaSet(2, '1', '2025-06-01T00:00:00Z'),
      [],
    ],
    [
      'nothing of broken objects',
      'Deployment',
      {
        kind: 'Deployment',
        metadata: {
          name: 'cart',
          creationTimestamp: 'x',
          managedFields: [{ time: 'x', paths: 7 }],
        },
        spec: 7,
      } as object,
      [],
    ],
  ])('tells %s', (_, kind, objects, expected) => {
    expect(seen(objects, kind)).toEqual(expected);
    expect(JSON.stringify(seen(objects, kind))).not.toContain('hunter');
  });

  it('reads the revisions of a StatefulSet', () => {
    const revision = (number: number, tag: string, time: string) => `
---
apiVersion: apps/v1
kind: ControllerRevision
metadata:
  name: db-${number}
  creationTimestamp: "${time}"
  ownerReferences: [{kind: StatefulSet, name: cart, controller: true, uid: db-uid}]
revision: ${number}
data: {spec: {template: {$patch: replace, metadata: {labels: {app: db}}, spec: {containers: [{name: db, image: "db:${tag}"}]}}}}
`;
    expect(
      seen(
        `
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: cart, uid: db-uid, ${OLD}}
spec: {template: {metadata: {labels: {app: db}}, spec: {containers: [{name: db, image: "db:15"}]}}}
status: {updateRevision: db-2}
${revision(1, '14', '2025-06-01T00:00:00Z')}${revision(
          2,
          '15',
          '2026-01-01T11:42:00Z',
        )}`,
        'StatefulSet',
      ),
    ).toEqual(['11:42 release: Image of container `db` changed from 14 to 15']);
  });
});
