export * from './deploymentsView';
