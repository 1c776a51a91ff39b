export * from './api';
export * from './components';
export * from './errors';
export * from './files';
export * from './filters';
export * from './hooks';
export { type LiveQueryState } from './live/LiveQuery';
export { clustersReactTranslationRef } from './translation';
