import type {
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import type { ObjectRef } from '@groundcrew/plugin-clusters-common';
import type { WorkloadDetail } from '@groundcrew/plugin-deployments-common';

/** A view that is ready to be sent. */
export interface SerializedView {
  /** JSON. */
  body: string;
  /** Equal for equal content, as an HTTP entity tag. */
  etag: string;
}

/** Who asks, for which entity. */
export interface DeploymentsRequest {
  credentials: BackstageCredentials<BackstageUserPrincipal>;
  entityRef: string;
}

/** Says what of an entity runs where, to those who may know. */
export interface Deployments {
  /** @throws NotFoundError when there is no such entity, or the person may not see it. */
  view(request: DeploymentsRequest): Promise<SerializedView>;
  /** @throws NotFoundError when the workload is not one of the entity's, is gone, or may not be seen. */
  workload(
    request: DeploymentsRequest & { workload: ObjectRef },
  ): Promise<WorkloadDetail>;
}
