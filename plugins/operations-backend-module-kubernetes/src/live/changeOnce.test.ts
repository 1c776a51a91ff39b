import {
  ClusterRequestError,
  type ClusterClient,
  type LiveObject,
} from '@groundcrew/plugin-clusters-node';
import type { RunContext } from '@groundcrew/plugin-operations-node';
import { changeOnce, takeBackOnce } from './changeOnce';

const MARK = 'groundcrew.io/operation';

/** An object as the API server keeps it, for merge patches and preconditions alone. */
class OneObject {
  version = 1;
  uid = 'first';
  replicas = 2;
  annotations: Record<string, string> | undefined;
  patches: unknown[] = [];
  beforePatch = () => {};

  read(): LiveObject {
    const { annotations, replicas, uid, version } = this;
    return {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: {
        name: 'web',
        uid,
        resourceVersion: `${version}`,
        annotations,
      },
      spec: { replicas },
    };
  }

  readonly client = {
    get: async () => this.read(),
    patch: async (_ref, patch, options) => {
      this.beforePatch();
      const { resourceVersion, uid } = this.read().metadata;
      if (
        options?.uid !== uid ||
        options?.resourceVersion !== resourceVersion
      ) {
        throw new ClusterRequestError('conflict', 'it changed');
      }
      this.patches.push(patch);
      this.version += 1;
      if (!Array.isArray(patch)) {
        const { metadata, spec } = patch as LiveObject;
        this.replicas = (spec?.replicas as number) ?? this.replicas;
        this.annotations = { ...this.annotations, ...metadata.annotations };
      }
      return this.read();
    },
  } satisfies Partial<ClusterClient>;
}

const contextFor = (object: OneObject, operationId = 'op-1') =>
  ({
    operationId,
    target: { cluster: 'dev', kind: 'Deployment', name: 'web', uid: 'first' },
    cluster: object.client as Partial<ClusterClient>,
  } as RunContext<unknown>);

const scale = (replicas: number) => ({
  name: 'replicas',
  patchFor: () => ({ spec: { replicas } }),
});

describe('changeOnce', () => {
  it('marks what it changes in the same request, and does not do it again', async () => {
    const object = new OneObject();
    await changeOnce(contextFor(object), scale(5));
    await changeOnce(contextFor(object), scale(5));
    expect(object.patches).toEqual([
      {
        spec: { replicas: 5 },
        metadata: { annotations: { [MARK]: 'op-1/replicas' } },
      },
    ]);
  });

  it('does not repeat its change over that of somebody else', async () => {
    const object = new OneObject();
    await changeOnce(contextFor(object), scale(5));
    object.replicas = 3;
    object.version += 1;
    await changeOnce(contextFor(object), scale(5));
    expect(object.replicas).toBe(3);
  });

  it('looks again when something came in between', async () => {
    const object = new OneObject();
    let writes = 0;
    object.beforePatch = () => {
      if (++writes <= 3) {
        object.version += 1;
      }
    };
    await changeOnce(contextFor(object), scale(5));
    expect([writes, object.replicas]).toEqual([4, 5]);
  });

  it('gives up, for another attempt later, when something always does', async () => {
    const object = new OneObject();
    object.beforePatch = () => {
      object.version += 1;
    };
    await expect(changeOnce(contextFor(object), scale(5))).rejects.toThrow(
      'it changed',
    );
  });

  it('finds out that it is another object when that came in between', async () => {
    const object = new OneObject();
    object.beforePatch = () => {
      object.uid = 'second';
    };
    await expect(changeOnce(contextFor(object), scale(5))).rejects.toThrow(
      'another one of the same name took its place',
    );
    expect(object.patches).toEqual([]);
  });

  it('adds the mark to a JSON patch, beside other annotations', async () => {
    const object = new OneObject();
    const patchFor = () => [
      { op: 'replace' as const, path: '/spec/replicas', value: 5 },
    ];
    await changeOnce(contextFor(object), { name: 'a', patchFor });
    object.annotations = { other: 'x' };
    await changeOnce(contextFor(object), { name: 'a', patchFor });
    expect(object.patches).toEqual([
      [
        { op: 'replace', path: '/spec/replicas', value: 5 },
        {
          op: 'add',
          path: '/metadata/annotations',
          value: { [MARK]: 'op-1/a' },
        },
      ],
      [
        { op: 'replace', path: '/spec/replicas', value: 5 },
        {
          op: 'add',
          path: '/metadata/annotations/groundcrew.io~1operation',
          value: 'op-1/a',
        },
      ],
    ]);
  });
});

describe('takeBackOnce', () => {
  it('takes back what was done, once', async () => {
    const object = new OneObject();
    await changeOnce(contextFor(object), scale(5));
    await takeBackOnce(contextFor(object), scale(2));
    await takeBackOnce(contextFor(object), scale(2));
    expect([object.patches.length, object.replicas]).toEqual([2, 2]);
  });

  it('is not done again by a late repetition of what it took back', async () => {
    const object = new OneObject();
    await changeOnce(contextFor(object), scale(5));
    await takeBackOnce(contextFor(object), scale(2));
    await changeOnce(contextFor(object), scale(5));
    expect(object.replicas).toBe(2);
  });

  it('leaves alone what was never done, or done by another operation', async () => {
    const object = new OneObject();
    await takeBackOnce(contextFor(object), scale(9));
    await changeOnce(contextFor(object, 'op-2'), scale(5));
    await takeBackOnce(contextFor(object, 'op-1'), scale(9));
    expect(object.replicas).toBe(5);
  });
});
