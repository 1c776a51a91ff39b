import { createApiRef } from '@backstage/frontend-plugin-api';
import { FaultRequest, SandboxState } from './types';

/** Breaks things in the embedded clusters, and mends them. */
export interface SandboxApi {
  state(): Promise<SandboxState>;
  /** Where the kubeconfig of the embedded clusters lies, on the machine of the backend. */
  kubeconfigPath(): Promise<string>;
  apply(request: FaultRequest): Promise<void>;
  revert(activeFaultId: string): Promise<void>;
}

export const sandboxApiRef = createApiRef<SandboxApi>().with({
  id: 'plugin.groundcrew-sandbox.api',
  pluginId: 'groundcrew-sandbox',
});
