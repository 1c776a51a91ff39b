export { ask } from './ask';
export { createGuardedBackend } from './createGuardedBackend';
export { isWatched } from './isWatched';
export { CLUSTER, linkedTo, type LinkedCluster } from './linkedTo';
export { signIn } from './signIn';
