import { createServiceRef } from '@backstage/backend-plugin-api';
import type { Sandbox } from '@groundcrew/sandbox';

/** The embedded clusters of this process. */
export interface SandboxService {
  readonly enabled: boolean;
  /** @throws ServiceUnavailableError while the clusters are starting, or when they could not start. */
  sandbox(): Sandbox;
  /** Absolute path of a kubeconfig with one context for each cluster, readable by its owner alone. */
  readonly kubeconfigPath: string;
}

/** The embedded clusters, one set for the process. */
export const sandboxServiceRef = createServiceRef<SandboxService>({
  id: 'groundcrew.sandbox',
  scope: 'root',
});
