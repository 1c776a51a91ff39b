export * from './lastChangeOf';
export * from './managersOf';
