export { ActorName, type ActorNameProps } from './ActorName';
export { shortRef } from './shortRef';
