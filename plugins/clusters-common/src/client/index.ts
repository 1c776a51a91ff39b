export type * from './ClustersApi';
export * from './ClustersClient';
export * from './PluginRequests';
export * from './pathOf';
