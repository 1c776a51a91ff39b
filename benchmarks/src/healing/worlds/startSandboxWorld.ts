import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLoad, LabClient } from '@groundcrew/lab';
import { Nodes, Sandbox, type SandboxCluster } from '@groundcrew/sandbox';
import type { Cleanup } from '../../processes';
import type { Decay, MisbehaviourName } from '../faults';
import { fillOf, type Fill } from './Fill';
import type { HealingWorld } from './HealingWorld';

const NAME = 'dev';

/** Those that a load expects. */
const FIRST_NODE = 1001;
const NODES = 10;

/** How the kubelets of the sandbox are told what an image does. */
const TAGS: Record<MisbehaviourName, string> = {
  'image-missing': 'missing',
  crash: 'crash',
  unready: 'unready',
  'out-of-memory': 'oom',
};

/** How the sandbox calls it. */
const FAULTS: Record<Decay, string> = {
  'one-crashes': 'bad-replica',
  'all-crash': 'stale-pods',
  'out-of-memory': 'oom-kill',
};

/** The embedded cluster of a first run, in this process. */
export async function startSandboxWorld(
  options: Fill & { cleanup: Cleanup; log(line: string): void },
): Promise<HealingWorld> {
  const { cleanup, log } = options;
  const directory = await mkdtemp(join(tmpdir(), 'score-sandbox-'));
  cleanup.defer(() => rm(directory, { recursive: true, force: true }));
  const sandbox = await Sandbox.start({
    directory,
    clusters: [NAME],
    populate: false,
    log,
  });
  cleanup.defer(() => sandbox.stop());
  const cluster = sandbox.cluster(NAME);
  const { caData, tokens, url } = cluster;
  const client = LabClient.create({ url, caData, token: tokens.admin });
  for (let number = FIRST_NODE; number < FIRST_NODE + NODES; number += 1) {
    createNode(cluster, `node-${number}`);
  }
  const { deployments, pods } = await createLoad(
    { client, seed: async () => 0 },
    { ...fillOf(options), log },
  );
  return {
    id: 'sandbox',
    cluster: { url, caData, adminToken: tokens.admin },
    client,
    workloads: deployments,
    pods,
    play: name => ({ tag: TAGS[name], labels: {} }),
    async decay({ name, namespace }, into) {
      await sandbox.faults.apply({
        fault: FAULTS[into],
        cluster: NAME,
        target: { kind: 'Deployment', namespace, name },
      });
    },
  };
}

/** A node whose kubelet has reported already: it is played from then on. */
function createNode({ api }: SandboxCluster, name: string): void {
  const sizes = { cpu: '32', memory: '128Gi', pods: '110' };
  const now = new Date().toISOString();
  api.create(
    Nodes,
    {
      apiVersion: 'v1',
      kind: 'Node',
      metadata: { name, labels: { 'kubernetes.io/hostname': name } },
    },
    { manager: 'kubeadm' },
  );
  api.modify(
    Nodes,
    { name },
    draft => {
      draft.status = {
        capacity: sizes,
        allocatable: sizes,
        conditions: [
          {
            type: 'Ready',
            status: 'True',
            reason: 'KubeletReady',
            lastHeartbeatTime: now,
            lastTransitionTime: now,
          },
        ],
        addresses: [{ type: 'Hostname', address: name }],
        nodeInfo: {},
      };
    },
    { manager: 'kubelet', subresource: 'status' },
  );
}
