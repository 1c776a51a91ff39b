export { ClusterReflector } from './ClusterReflector';
export type {
  ClusterReflectorListener,
  ClusterReflectorOptions,
} from './ClusterReflector';
export { listPages } from './listPages';
export type { KindSink } from './KindSink';
export type { ReflectorObserver } from './ReflectorObserver';
export { Slots } from './Slots';
export type { ReflectorTiming } from './timing';
