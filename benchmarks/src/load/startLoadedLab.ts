import { createLoad, Lab, type LabOptions, type Load } from '@groundcrew/lab';
import type { Cleanup } from '../processes';

/** How many pods each Deployment of a load has. */
export const PODS_PER_DEPLOYMENT = 10;

/** A lab of an API server alone, filled with Deployments whose pods run. Nothing changes in it but what a benchmark changes. */
export async function startLoadedLab(options: {
  cleanup: Cleanup;
  deployments: number;
  /** More of the lab. */
  lab?: Pick<LabOptions, 'auditLog' | 'extraTokens'>;
  /** Receives how the filling goes. */
  log?: (line: string) => void;
}): Promise<{ lab: Lab; load: Load }> {
  const { cleanup, deployments, log } = options;
  const lab = await Lab.start({
    nodes: 0,
    kwok: false,
    controllers: false,
    ...options.lab,
  });
  cleanup.defer(() => lab.stop());
  const load = await createLoad(lab, {
    deployments,
    podsPerDeployment: PODS_PER_DEPLOYMENT,
    direct: true,
    log,
  });
  return { lab, load };
}
