export { builtInResources } from './builtInResources';
export * from './coreResources';
export * from './platformResources';
export * from './ResourceType';
export * from './workloadResources';
