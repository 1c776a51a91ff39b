export type * from './Incidents';
export * from './incidentsExtensionPoint';
