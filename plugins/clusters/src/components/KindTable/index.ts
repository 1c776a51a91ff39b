export * from './KindTable';
