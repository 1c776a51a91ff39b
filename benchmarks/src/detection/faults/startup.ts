import { App } from './App';
import { containerFault, waiting } from './containers';
import type { FaultKind } from './FaultKind';

const IMAGE = 'registry.example.com/shop/app:1.4.2';
const pull = (why: string) =>
  waiting(
    'ImagePullBackOff',
    `Back-off pulling image "${IMAGE}": ErrImagePull: rpc error: code = Unknown desc = ${why}`,
  );

const fromConfigMap = {
  env: [
    {
      name: 'FLAG',
      valueFrom: { configMapKeyRef: { name: 'flags', key: 'checkout' } },
    },
  ],
};
const fromSecret = {
  env: [
    {
      name: 'PASSWORD',
      valueFrom: { secretKeyRef: { name: 'database', key: 'password' } },
    },
  ],
};

/** Somebody deletes a ConfigMap; the pod that comes next finds none. */
const configMapMissing: FaultKind = {
  id: 'config-map-missing',
  faults: ['config-map-missing'],
  at: 'namespace',
  async prepare(place) {
    const { namespace, world } = place;
    const flags = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'flags', namespace },
      data: { checkout: 'on' },
    };
    await world.create(flags);
    const app = await App.create(place, { container: fromConfigMap });
    return {
      async break() {
        await world.delete(flags);
        await world.delete(app.pod);
        await app.createPod();
        await app.fail(
          waiting('CreateContainerConfigError', 'configmap "flags" not found'),
        );
      },
      async mend() {
        await world.create(flags);
        await app.serve();
      },
    };
  },
};

/** Somebody takes a key away. */
const configKeyMissing: FaultKind = {
  id: 'config-key-missing',
  faults: ['config-key-missing'],
  at: 'namespace',
  async prepare(place) {
    const { namespace, world } = place;
    const flags = await world.create({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'flags', namespace },
      data: { checkout: 'on', other: 'x' },
    });
    const app = await App.create(place, { container: fromConfigMap });
    return {
      async break() {
        await world.patch(flags, { data: { checkout: null } });
        await app.replacePod();
        await app.fail(
          waiting(
            'CreateContainerConfigError',
            `couldn't find key checkout in ConfigMap ${namespace}/flags`,
          ),
        );
      },
      async mend() {
        await world.patch(flags, { data: { checkout: 'on' } });
        await app.serve();
      },
    };
  },
};

const secretMissing: FaultKind = {
  id: 'secret-missing',
  faults: ['secret-missing'],
  at: 'namespace',
  async prepare(place) {
    const { namespace, world } = place;
    const secret = {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'database', namespace },
      stringData: { password: 'not-a-real-one' },
    };
    await world.create(secret);
    const app = await App.create(place, { container: fromSecret });
    return {
      async break() {
        await world.delete(secret);
        await world.delete(app.pod);
        await app.createPod();
        await app.fail(
          waiting('CreateContainerConfigError', 'secret "database" not found'),
        );
      },
      async mend() {
        await world.create(secret);
        await app.serve();
      },
    };
  },
};

/** What keeps containers from starting. */
export const startupFaults: FaultKind[] = [
  configMapMissing,
  configKeyMissing,
  secretMissing,
  containerFault('image-not-found', {
    state: pull(`failed to resolve reference "${IMAGE}": ${IMAGE}: not found`),
  }),
  containerFault('image-pull-unauthorized', {
    state: pull(
      `failed to resolve reference "${IMAGE}": failed to authorize: failed to fetch oauth token: 401 Unauthorized`,
    ),
  }),
  containerFault('image-registry-unresolvable', {
    state: pull(
      `failed to do request: Head "https://registry.example.com/v2/shop/app/manifests/1.4.2": dial tcp: lookup registry.example.com: no such host`,
    ),
  }),
  containerFault('image-name-invalid', {
    app: { container: { image: 'registry.example.com/Shop/App:1.4.2:x' } },
    state: waiting(
      'InvalidImageName',
      'Failed to apply default image tag "registry.example.com/Shop/App:1.4.2:x": couldn\'t parse image name: invalid reference format',
    ),
  }),
  containerFault('container-command-invalid', {
    app: { container: { command: ['/bin/sevre'] } },
    state: {
      ...waiting(
        'RunContainerError',
        'failed to create containerd task: failed to create shim task: OCI runtime create failed: exec: "/bin/sevre": stat /bin/sevre: no such file or directory',
      ),
      restartCount: 1,
    },
  }),
  containerFault('volume-mount-failed', {
    app: {
      podSpec: {
        volumes: [
          { name: 'media', nfs: { server: 'nfs.example.com', path: '/media' } },
        ],
      },
      isReady: false,
    },
    state: waiting('ContainerCreating', ''),
    after: async app => {
      await app.world.tell(app.pod, {
        reason: 'FailedMount',
        message:
          'MountVolume.SetUp failed for volume "media" : mount failed: exit status 32: mount.nfs: Connection timed out',
        count: 4,
      });
    },
    mend: app => app.replacePod(),
  }),
];
