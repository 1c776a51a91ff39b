export * from './deployments';
export * from './DeploymentsClient';
export * from './headline';
export * from './images';
export * from './workloads';
