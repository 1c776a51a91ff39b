import { randomBytes } from 'node:crypto';
import { canTestWithLab } from '@groundcrew/lab';
import { accessChecks } from './checks/access';
import { capacityChecks } from './checks/capacity';
import { clientChecks } from './checks/clients';
import { connectionChecks } from './checks/connections';
import { customResourceChecks } from './checks/customResources';
import { deploymentChecks } from './checks/deployments';
import { discoveryChecks } from './checks/discovery';
import { evictionChecks } from './checks/evictions';
import { listChecks } from './checks/lists';
import { logChecks } from './checks/logs';
import { nodeChecks } from './checks/nodes';
import { ownershipChecks } from './checks/ownership';
import { preconditionChecks } from './checks/preconditions';
import { rolloutChecks } from './checks/rollouts';
import { watchChecks } from './checks/watches';
import { workloadChecks } from './checks/workloads';
import { writeChecks } from './checks/writes';
import { ClusterConnection } from './ClusterConnection';
import type { Suite } from './Suite';
import type { ConformanceTarget } from './targets/ConformanceTarget';
import { fromKubeconfig } from './targets/fromKubeconfig';
import { startLab } from './targets/startLab';
import { startSandbox } from './targets/startSandbox';

jest.setTimeout(120_000);

const chosen = process.env.GROUNDCREW_CONFORMANCE_TARGET;

const targets: [string, () => Promise<ConformanceTarget>][] = [
  ['sandbox', startSandbox],
  ['lab', startLab],
];
if (chosen && chosen !== 'sandbox' && chosen !== 'lab') {
  targets.push([chosen, () => fromKubeconfig(chosen)]);
}

for (const [name, start] of targets.filter(
  ([target]) => !chosen || target === chosen,
)) {
  const testable =
    name !== 'lab' || canTestWithLab('the conformance of the lab');

  (testable ? describe : describe.skip)(`the ${name} conforms in`, () => {
    let suite: Suite;

    beforeAll(async () => {
      const target = await start();
      const connection = ClusterConnection.open(target);
      const namespace = `conformance-${randomBytes(4).toString('hex')}`;
      suite = { target, connection, namespace };
      const { status, text } = await connection.request({
        method: 'POST',
        path: '/api/v1/namespaces',
        body: {
          apiVersion: 'v1',
          kind: 'Namespace',
          metadata: { name: namespace },
        },
      });
      if (status !== 201) {
        throw new Error(`the namespace of this run was refused: ${text}`);
      }
    });

    afterAll(async () => {
      await suite?.connection.request({
        method: 'DELETE',
        path: `/api/v1/namespaces/${suite.namespace}`,
      });
      suite?.connection.close();
      await suite?.target.stop();
    });

    const suiteOf = () => suite;
    discoveryChecks(suiteOf);
    accessChecks(suiteOf);
    listChecks(suiteOf);
    writeChecks(suiteOf);
    preconditionChecks(suiteOf);
    watchChecks(suiteOf);
    deploymentChecks(suiteOf);
    rolloutChecks(suiteOf);
    evictionChecks(suiteOf);
    nodeChecks(suiteOf);
    ownershipChecks(suiteOf);
    workloadChecks(suiteOf);
    capacityChecks(suiteOf);
    customResourceChecks(suiteOf);
    clientChecks(suiteOf);
    connectionChecks(suiteOf);
    logChecks(suiteOf);
  });
}
