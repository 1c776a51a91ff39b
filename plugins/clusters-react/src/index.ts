export * from './api';
export * from './components';
export * from './errors';
export * from './hooks';
export { clustersReactTranslationRef } from './translation';
