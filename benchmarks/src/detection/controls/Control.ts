import type { Load } from '@groundcrew/lab';
import type { Town } from './Town';

/** Where nothing is wrong. */
export interface ControlSite {
  town: Town;
  /** Deployments beside the town. */
  load: Load;
}

/** Something that happens in a cluster every day, and is no fault. */
export interface Control {
  id: string;
  /** How often it happened. */
  run(site: ControlSite): Promise<number>;
}
