import type { OperationDefinition } from '@groundcrew/plugin-operations-node';
import { checkConnection } from './checkConnection';
import { cordon } from './cordon';
import { deletePod } from './deletePod';
import { drain } from './drain';
import { evictPod } from './evictPod';
import { expandClaim } from './expandClaim';
import { pause } from './pause';
import { quarantinePod } from './quarantinePod';
import { releasePod } from './releasePod';
import { restart } from './restart';
import { resume } from './resume';
import { rollBack } from './rollBack';
import { scale } from './scale';
import { scaleLimits } from './scaleLimits';
import { setImage } from './setImage';
import { setResources } from './setResources';
import { uncordon } from './uncordon';

/** Every verb of this module, in the order in which they are offered. */
export const kubernetesOperations: readonly OperationDefinition[] = [
  restart,
  scale,
  scaleLimits,
  rollBack,
  pause,
  resume,
  setImage,
  setResources,
  evictPod,
  deletePod,
  quarantinePod,
  releasePod,
  expandClaim,
  cordon,
  uncordon,
  drain,
  checkConnection,
];
