export * from './api';
export * from './components';
export * from './hooks';
export { clustersReactTranslationRef } from './translation';
