export * from './faultsView';
export * from './incidents';
export * from './lists';
export * from './reliabilityView';
