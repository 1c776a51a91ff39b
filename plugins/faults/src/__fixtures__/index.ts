export * from './alerts';
export * from './faultsView';
export * from './healing';
export * from './incidents';
export * from './lists';
export * from './notices';
export * from './reliabilityView';
export * from './runbooks';
