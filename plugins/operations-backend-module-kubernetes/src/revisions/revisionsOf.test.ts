import type { Workload } from '../workloads/Workload';
import { changedFields } from './changedFields';
import type { RevisionSource } from './Revision';
import { revisionsOf } from './revisionsOf';
import { templateView } from './templateView';

const owner = (kind: string) => [
  { apiVersion: 'apps/v1', kind, name: 'web', uid: 'w', controller: true },
];
const template = (image: string) => ({
  metadata: { labels: { app: 'web' } },
  spec: { containers: [{ name: 'web', image }] },
});

const replicaSet = (revision: string | undefined, image: string) =>
  ({
    kind: 'ReplicaSet',
    metadata: {
      name: `web-${image}`,
      uid: `rs-${image}`,
      ownerReferences: owner('Deployment'),
      annotations: revision
        ? { 'deployment.kubernetes.io/revision': revision }
        : {},
    },
    spec: {
      template: {
        ...template(image),
        metadata: { labels: { app: 'web', 'pod-template-hash': image } },
      },
    },
  } as RevisionSource);

const controllerRevision = (revision: number, image: string, kind: string) =>
  ({
    kind: 'ControllerRevision',
    metadata: {
      name: `web-${image}`,
      uid: `cr-${image}`,
      ownerReferences: owner(kind),
    },
    revision,
    data: { spec: { template: { ...template(image), $patch: 'replace' } } },
  } as RevisionSource);

const workload = (kind: string, more: Partial<Workload> = {}): Workload => ({
  kind,
  metadata: { name: 'web', uid: 'w' },
  ...more,
});

const brief = (each: ReturnType<typeof revisionsOf>[number]) => [
  each.revision,
  each.images.join(),
  each.isCurrent,
];

describe('revisionsOf', () => {
  it('a Deployment reads them from its ReplicaSets', () => {
    const deployment = workload('Deployment', {
      metadata: {
        uid: 'w',
        annotations: { 'deployment.kubernetes.io/revision': '10' },
      },
    });
    const stranger = { ...replicaSet('11', 'c'), metadata: { name: 'c' } };
    const revisions = revisionsOf(deployment, [
      replicaSet('9', 'a'),
      replicaSet('10', 'b'),
      replicaSet(undefined, 'adopted'),
      stranger,
      controllerRevision(3, 'x', 'Deployment'),
    ]);
    expect(revisions.map(brief)).toEqual([
      [10, 'b', true],
      [9, 'a', false],
    ]);
    // What the controller added to the template does not go back into the workload.
    expect(revisions[0].template).toEqual(template('b'));
  });

  it('a StatefulSet knows its current one by name', () => {
    const revisions = revisionsOf(
      workload('StatefulSet', { status: { updateRevision: 'web-a' } }),
      [
        controllerRevision(1, 'a', 'StatefulSet'),
        controllerRevision(2, 'b', 'StatefulSet'),
      ],
    );
    expect(revisions.map(brief)).toEqual([
      [2, 'b', false],
      [1, 'a', true],
    ]);
    expect(revisions[0].template).toEqual(template('b'));
  });

  it('the newest of a DaemonSet is its current one', () => {
    const revisions = revisionsOf(workload('DaemonSet'), [
      controllerRevision(1, 'a', 'DaemonSet'),
      controllerRevision(2, 'b', 'DaemonSet'),
    ]);
    expect(revisions.map(brief)).toEqual([
      [2, 'b', true],
      [1, 'a', false],
    ]);
  });
});

describe('changedFields', () => {
  it('names things by their names', () => {
    expect(
      changedFields(
        {
          metadata: { labels: { app: 'web' } },
          spec: {
            containers: [
              { name: 'web', image: 'a', args: ['--x'] },
              { name: 'gone', image: 'c' },
            ],
          },
        },
        {
          metadata: { labels: { app: 'web' }, annotations: { at: 'noon' } },
          spec: {
            containers: [
              { name: 'proxy', image: 'p' },
              { name: 'web', image: 'b', args: ['--y'] },
            ],
          },
        },
        'spec.template',
      ),
    ).toEqual([
      'spec.template.metadata.annotations',
      'spec.template.spec.containers[web].image',
      'spec.template.spec.containers[web].args[0]',
      'spec.template.spec.containers[gone]',
      'spec.template.spec.containers[proxy]',
    ]);
  });

  it('is empty for equals', () => {
    expect(changedFields(template('a'), template('a'), '')).toEqual([]);
  });
});

describe('templateView', () => {
  it('leaves out what may hold a secret', () => {
    const view = templateView({
      metadata: { annotations: { key: 'correct-horse' } },
      spec: {
        containers: [
          {
            name: 'web',
            image: 'a',
            args: ['--password=correct-horse'],
            env: [{ name: 'PASSWORD', value: 'correct-horse' }],
            resources: { limits: { memory: '64Mi' } },
          },
        ],
      },
    });
    expect(JSON.stringify(view)).not.toContain('correct-horse');
    expect(view).toEqual({
      spec: {
        template: {
          spec: {
            containers: [
              {
                name: 'web',
                image: 'a',
                resources: { limits: { memory: '64Mi' } },
              },
            ],
          },
        },
      },
    });
  });
});
