import { startTestBackend } from '@backstage/backend-test-utils';
import operationsModuleKubernetes from '@groundcrew/plugin-operations-backend-module-kubernetes';
import {
  operationsExtensionPoint,
  type OperationDefinition,
} from '@groundcrew/plugin-operations-node';
import { riskOf, VERBS, type VerbId } from './verbRisks';

/** As they are proposed. */
const INPUTS: Partial<Record<VerbId, object>> = {
  'kubernetes.scale': { replicas: 3 },
  'kubernetes.scale-limits': { minReplicas: 1, maxReplicas: 8 },
  'kubernetes.roll-back': { revision: 2 },
  'kubernetes.set-image': { container: 'app', image: 'shop/cart:1.2' },
  'kubernetes.expand-claim': { storage: '15Gi' },
  'kubernetes.set-resources': { container: 'app', memoryLimit: '384Mi' },
};

describe('riskOf', () => {
  const verbs = new Map<string, OperationDefinition>();

  beforeAll(async () => {
    const backend = await startTestBackend({
      features: [operationsModuleKubernetes],
      extensionPoints: [
        [
          operationsExtensionPoint,
          {
            addOperation: (...added: OperationDefinition[]) =>
              added.forEach(each => verbs.set(each.id, each)),
          },
        ],
      ],
    });
    await backend.stop();
  });

  it.each(VERBS)('says of %s what the verb itself says', id => {
    const verb = verbs.get(id);
    const { [id]: input = {} } = INPUTS;
    expect(verb?.input.safeParse(input).success).toBe(true);
    for (const environment of ['prod', 'staging', undefined]) {
      expect(riskOf(id, environment)).toBe(verb?.risk({ environment, input }));
    }
  });
});
