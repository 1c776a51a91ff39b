export * from './RbacManifest';
