import { createLoad, Lab } from '@groundcrew/lab';
import type { Cleanup } from '../../processes';
import type { Decay, MisbehaviourName } from '../faults';
import { Workload } from '../Workload';
import { fillOf, type Fill } from './Fill';
import type { HealingWorld } from './HealingWorld';
import { ProbeReports } from './ProbeReports';

/** How kwok is told, by the stages of the lab. */
const FAULT = 'lab.groundcrew.io/fault';
const FAULTS: Record<MisbehaviourName, string> = {
  'image-missing': 'image-pull-back-off',
  crash: 'crash-loop',
  unready: 'not-ready',
  'out-of-memory': 'oom-killed',
};

const COUNTS: Record<Exclude<Decay, 'out-of-memory'>, number> = {
  'one-crashes': 1,
  'all-crash': Infinity,
};

/** A real control plane, whose kubelets are played by kwok. */
export async function startLabWorld(
  options: Fill & { cleanup: Cleanup; log(line: string): void },
): Promise<HealingWorld> {
  const { cleanup, log } = options;
  const lab = await Lab.start({ nodes: 0, log });
  cleanup.defer(() => lab.stop());
  const { deployments, pods } = await createLoad(lab, {
    ...fillOf(options),
    log,
  });
  const reports = ProbeReports.start(lab.client, `${FAULT}=${FAULTS.unready}`);
  cleanup.defer(() => reports.stop());
  return {
    id: 'lab',
    cluster: lab,
    client: lab.client,
    workloads: deployments,
    pods,
    play: name => ({ tag: 'bad', labels: { [FAULT]: FAULTS[name] } }),
    async decay(name, into) {
      if (into === 'out-of-memory') {
        throw new Error('The kubelets of the lab do not look at limits');
      }
      await Workload.create(lab.client, name).labelPods(
        { [FAULT]: FAULTS.crash },
        COUNTS[into],
      );
    },
  };
}
