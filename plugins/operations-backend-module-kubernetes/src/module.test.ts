import { createBackendPlugin } from '@backstage/backend-plugin-api';
import { startTestBackend } from '@backstage/backend-test-utils';
import {
  operationsExtensionPoint,
  type OperationDefinition,
} from '@groundcrew/plugin-operations-node';
import kubernetesModule from './index';

describe('the module', () => {
  it('adds every verb, each once and with what the engine needs', async () => {
    const added: OperationDefinition[] = [];
    const operations = createBackendPlugin({
      pluginId: 'groundcrew-operations',
      register(env) {
        env.registerExtensionPoint(operationsExtensionPoint, {
          addOperation: (...definitions) => {
            added.push(...definitions);
          },
        });
        env.registerInit({ deps: {}, async init() {} });
      },
    });
    const backend = await startTestBackend({
      features: [operations, kubernetesModule],
    });
    await backend.stop();
    expect(added.map(({ id }) => id)).toEqual([
      'kubernetes.restart',
      'kubernetes.scale',
      'kubernetes.scale-limits',
      'kubernetes.roll-back',
      'kubernetes.pause',
      'kubernetes.resume',
      'kubernetes.set-image',
      'kubernetes.set-resources',
      'kubernetes.evict-pod',
      'kubernetes.delete-pod',
      'kubernetes.quarantine-pod',
      'kubernetes.release-pod',
      'kubernetes.expand-claim',
      'kubernetes.cordon',
      'kubernetes.uncordon',
      'kubernetes.drain',
      'kubernetes.check-connection',
    ]);
    for (const { id, input, risk, verifyTimeoutMs } of added) {
      // What nobody asked for is refused and not passed over.
      expect([id, input.safeParse({ nonsense: 1 }).success]).toEqual([
        id,
        false,
      ]);
      // Before anybody filled in the form.
      expect(['low', 'medium', 'high']).toContain(risk({}));
      expect(verifyTimeoutMs).toBeGreaterThan(0);
    }
  });
});
