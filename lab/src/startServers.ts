import { join } from 'node:path';
import type { LabBinaries } from './buildLab';
import { createNodes } from './createNodes';
import { freePort } from './freePort';
import type { LabClient } from './LabClient';
import type { LabFiles } from './labFiles';
import type { LabProcesses } from './LabProcesses';
import { createPodLogs } from './podLogs';
import {
  controllerManagerFlags,
  kwokFlags,
  schedulerFlags,
} from './serverFlags';
import { labFolder } from './tools';
import { waitFor } from './waitFor';

const STAGES = ['kwok', 'node', 'pod', 'pod-faults'];
const TIMEOUT_MS = 120_000;

/** The servers beside the API server. Each is a user of its own, so that its requests can be told apart. */
export const serverNames = [
  'kube-controller-manager',
  'kube-scheduler',
  'kwok',
] as const;

/** Starts what makes a bare API server a cluster, and waits until the nodes are Ready and the controllers run. */
export async function startServers(options: {
  nodes: number;
  kwok: boolean;
  controllers: boolean;
  processes: LabProcesses;
  binaries: LabBinaries;
  files: LabFiles;
  client: LabClient;
  kubeconfigOf: (server: (typeof serverNames)[number]) => Promise<string>;
}): Promise<void> {
  const { nodes, kwok, controllers, processes, files, client } = options;
  const { controlPlane, kwok: kwokBinary } = options.binaries;
  if (controllers) {
    const manager = controllerManagerFlags({
      files,
      kubeconfig: await options.kubeconfigOf('kube-controller-manager'),
    });
    const scheduler = schedulerFlags({
      kubeconfig: await options.kubeconfigOf('kube-scheduler'),
    });
    const name = 'kube-controller-manager';
    processes.start(name, controlPlane, [name, ...manager]);
    processes.start('kube-scheduler', controlPlane, [
      'kube-scheduler',
      ...scheduler,
    ]);
  }
  if (kwok) {
    const stages = STAGES.map(name =>
      join(labFolder, 'stages', `${name}.yaml`),
    );
    const flags = kwokFlags({
      kubeconfig: await options.kubeconfigOf('kwok'),
      port: await freePort(),
      configFiles: [...stages, await createPodLogs(files)],
    });
    processes.start('kwok', kwokBinary, flags);
  }
  await processes.expect(
    createNodes(client, { count: nodes, played: kwok, timeoutMs: TIMEOUT_MS }),
  );
  if (controllers) {
    // Written by the controller manager: once it is there, the controllers run.
    const account = { kind: 'ServiceAccount', metadata: { name: 'default' } };
    const running = waitFor('the controllers', () => client.get(account), {
      timeoutMs: TIMEOUT_MS,
    });
    await processes.expect(running);
  }
}
