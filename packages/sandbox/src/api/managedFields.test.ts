import { trackManagedFields } from './managedFields';
import { KubeObject, ManagedFieldsEntry } from './objects';

const time = '2026-01-05T09:00:00Z';
const later = '2026-01-05T10:00:00Z';

function object(
  content: Record<string, unknown>,
  metadata: object = {},
): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'Thing',
    metadata: {
      name: 'x',
      uid: 'u',
      resourceVersion: '1',
      creationTimestamp: time,
      ...metadata,
    },
    ...content,
  };
}

function written(
  previous: KubeObject | undefined,
  next: KubeObject,
  by: object,
): KubeObject & { metadata: { managedFields: ManagedFieldsEntry[] } } {
  const managedFields = trackManagedFields(previous, next, {
    manager: 'me',
    time,
    ...by,
  });
  return { ...next, metadata: { ...next.metadata, managedFields } };
}

describe('trackManagedFields', () => {
  it('gives a new object to its creator, without what the server assigns', () => {
    const created = written(
      undefined,
      object(
        {
          spec: {
            replicas: 1,
            containers: [{ name: 'a', image: 'i', args: ['x'] }],
          },
          status: { phase: 'New' },
        },
        { labels: { app: 'x' } },
      ),
      { separateStatus: true },
    );
    expect(created.metadata.managedFields).toEqual([
      {
        manager: 'me',
        operation: 'Update',
        apiVersion: 'v1',
        time,
        fieldsType: 'FieldsV1',
        fieldsV1: {
          'f:metadata': { 'f:labels': { '.': {}, 'f:app': {} } },
          'f:spec': {
            'f:replicas': {},
            'f:containers': {
              'k:{"name":"a"}': {
                '.': {},
                'f:args': {},
                'f:image': {},
                'f:name': {},
              },
            },
          },
        },
      },
    ]);
  });

  it('hands changed fields over to whoever changes them', () => {
    const created = written(
      undefined,
      object({ spec: { replicas: 1, paused: false } }),
      {},
    );
    const scaled = written(
      created,
      { ...created, spec: { replicas: 2, paused: false } },
      { manager: 'other', time: later },
    );
    expect(
      scaled.metadata.managedFields.map(({ manager, time: at, fieldsV1 }) => [
        manager,
        at,
        fieldsV1,
      ]),
    ).toEqual([
      ['me', time, { 'f:spec': { 'f:paused': {} } }],
      ['other', later, { 'f:spec': { 'f:replicas': {} } }],
    ]);
  });

  it('forgets a manager that owns nothing any more, and fields that are gone', () => {
    const created = written(undefined, object({ spec: { a: 1 } }), {});
    const taken = written(
      created,
      { ...created, spec: { a: 2, b: 1 } },
      { manager: 'other' },
    );
    expect(taken.metadata.managedFields).toHaveLength(1);
    const { spec: _, ...rest } = taken;
    const emptied = written(taken, rest as KubeObject, { manager: 'other' });
    expect(emptied.metadata.managedFields).toEqual([]);
  });

  it('keeps the writes of the status apart', () => {
    const created = written(undefined, object({ spec: { a: 1 } }), {
      separateStatus: true,
    });
    const reported = written(
      created,
      { ...created, status: { ready: true } },
      { time: later, subresource: 'status', separateStatus: true },
    );
    expect(
      reported.metadata.managedFields.map(({ subresource, fieldsV1 }) => [
        subresource,
        Object.keys(fieldsV1),
      ]),
    ).toEqual([
      [undefined, ['f:spec']],
      ['status', ['f:status']],
    ]);
  });
});
