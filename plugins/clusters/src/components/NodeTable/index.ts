export * from './NodeTable';
