import type { RawObject } from '../ClusterFeed';
import { createClusterHub } from '../hub/createClusterHub';
import { specDigest } from '../specDigest';

const PASSWORD = 'hunter2-hunter2';

const specOf = (image: string) => ({
  nodeName: 'node-1',
  containers: [
    { name: 'app', image, env: [{ name: 'PASSWORD', value: PASSWORD }] },
  ],
});

/** A pod as a watch tells of it: its spec is read when somebody asks. */
function told(options: {
  version: number;
  digest: string;
  phase: string;
  spec: () => unknown;
  uid?: string;
}): RawObject {
  const { version, digest, phase, spec, uid = 'u' } = options;
  const raw = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: 'checkout',
      namespace: 'shop',
      uid,
      resourceVersion: String(version),
      annotations: { note: 'has ,"spec":{ in it' },
    },
    status: { phase },
    [specDigest]: digest,
  };
  return Object.defineProperty(raw, 'spec', { enumerable: true, get: spec });
}

const unread = () => {
  throw new Error('nobody has to read this');
};

describe('a spec that is as it was', () => {
  const setup = () => {
    const { service, feed } = createClusterHub();
    const writer = feed.addCluster({ name: 'dev', origin: 'config' });
    const held = () =>
      service.store('dev').get('Pod', { namespace: 'shop', name: 'checkout' });
    return { writer, held };
  };

  it('is not read again, and stays redacted', () => {
    const { writer, held } = setup();
    writer.apply(
      'Pod',
      'ADDED',
      told({
        version: 1,
        digest: 'a',
        phase: 'Pending',
        spec: () => specOf('app:1'),
      }),
    );
    for (const version of [2, 3]) {
      writer.apply(
        'Pod',
        'MODIFIED',
        told({ version, digest: 'a', phase: `Phase ${version}`, spec: unread }),
      );
    }
    expect(held()).toMatchObject({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { resourceVersion: '3' },
      status: { phase: 'Phase 3' },
      spec: {
        nodeName: 'node-1',
        containers: [
          { image: 'app:1', env: [{ name: 'PASSWORD', value: '<masked>' }] },
        ],
      },
    });
    expect(JSON.stringify(held())).not.toContain(PASSWORD);
  });

  it.each([
    ['it is another', { digest: 'b' }],
    ['it is that of another object of the name', { uid: 'v' }],
  ])('is read when %s', (_when, difference) => {
    const { writer, held } = setup();
    const first = {
      version: 1,
      digest: 'a',
      phase: 'Running',
      spec: () => specOf('app:1'),
    };
    writer.apply('Pod', 'ADDED', told(first));
    writer.apply(
      'Pod',
      'MODIFIED',
      told({
        ...first,
        version: 2,
        spec: () => specOf('app:2'),
        ...difference,
      }),
    );
    expect(held()).toMatchObject({
      spec: {
        containers: [
          { image: 'app:2', env: [{ name: 'PASSWORD', value: '<masked>' }] },
        ],
      },
    });
  });

  it('is not read again after a list that knew its digest', async () => {
    const { writer, held } = setup();
    const { metadata, status } = told({
      version: 1,
      digest: 'a',
      phase: 'Pending',
      spec: unread,
    }) as RawObject & { status: object };
    const listed = { metadata, spec: specOf('app:1'), status };
    await writer.replace('Pod', [[{ ...listed, [specDigest]: 'a' }]]);
    writer.apply(
      'Pod',
      'MODIFIED',
      told({ version: 2, digest: 'a', phase: 'Running', spec: unread }),
    );
    expect(held()).toMatchObject({
      status: { phase: 'Running' },
      spec: { containers: [{ image: 'app:1' }] },
    });
  });

  it('is read after a list that knew no digest', async () => {
    const { writer, held } = setup();
    await writer.replace('Pod', [
      [
        {
          ...told({
            version: 1,
            digest: 'a',
            phase: 'Pending',
            spec: () => specOf('app:1'),
          }),
          [specDigest]: undefined,
        },
      ],
    ]);
    writer.apply(
      'Pod',
      'MODIFIED',
      told({
        version: 2,
        digest: 'a',
        phase: 'Running',
        spec: () => specOf('app:1'),
      }),
    );
    expect(held()).toMatchObject({
      status: { phase: 'Running' },
      spec: { containers: [{ image: 'app:1' }] },
    });
  });
});
