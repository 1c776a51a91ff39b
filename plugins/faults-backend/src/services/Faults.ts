import type {
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import type { FaultsView } from '@groundcrew/plugin-faults-common';

/** Whose faults are asked for, and by whom. */
export interface FaultsRequest {
  credentials: BackstageCredentials<BackstageUserPrincipal>;
  entityRef: string;
}

/** Says what is wrong. */
export interface Faults {
  /**
   * What is wrong with an entity now, and why, as far as whoever asks may see it.
   *
   * @throws NotFoundError when there is no such entity, or they may not see it
   */
  ofEntity(request: FaultsRequest): Promise<FaultsView>;
}
