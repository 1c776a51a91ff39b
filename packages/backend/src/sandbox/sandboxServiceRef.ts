import { createServiceRef } from '@backstage/backend-plugin-api';
import { SandboxControl } from './SandboxControl';

/** The embedded clusters of this process. */
export interface SandboxService {
  readonly enabled: boolean;
  /** @throws ServiceUnavailableError while the clusters are starting, or when they could not start. */
  control(): SandboxControl;
}

/** The embedded clusters, one set for the process. */
export const sandboxServiceRef = createServiceRef<SandboxService>({
  id: 'groundcrew.sandbox',
  scope: 'root',
});
